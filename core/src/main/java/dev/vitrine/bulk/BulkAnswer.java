package dev.vitrine.bulk;

import dev.vitrine.row.Row;
import java.util.List;

/**
 * What a bulk read found, whole.
 *
 * @param rows in the order asked; not to be changed
 */
public record BulkAnswer(List<Row> rows, Outcomes outcomes) {}
