package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Outcomes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a bulk read put together, all in the order asked. Unmodifiable. */
record BulkRows<R>(
    List<R> rows,
    List<String> missing,
    Map<String, VitrineException> failures,
    @Nullable Outcomes outcomes) {}
