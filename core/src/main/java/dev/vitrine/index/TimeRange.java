package dev.vitrine.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Instants strictly between two others, either of which may be open. What they are compared with
 * has milliseconds.
 */
public record TimeRange(@Nullable Instant after, @Nullable Instant before) {}
