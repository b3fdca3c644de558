package dev.vitrine.bulk;

import dev.vitrine.row.Row;

/** Takes the rows of a bulk read, one after the other, in the order asked. */
@FunctionalInterface
public interface RowSink {
  /** Takes one row. What it throws ends the read. */
  void row(Row row);

  /** All rows that are known by now have been handed over; more may take a while. */
  default void settled() {}
}
