package dev.vitrine.bench.load;

import java.util.Locale;

/** What is asked, always by the same POST. */
enum Work {
  FIFTY_PLAIN("50 ids, plain", 50, false),
  FIFTY_GZIP("50 ids, gzip", 50, true),
  ONE("1 id, plain", 1, false);

  private final String label;
  private final int ids;
  private final boolean gzip;

  Work(String label, int ids, boolean gzip) {
    this.label = label;
    this.ids = ids;
    this.gzip = gzip;
  }

  String label() {
    return label;
  }

  int ids() {
    return ids;
  }

  boolean gzip() {
    return gzip;
  }

  /** The name of files that belong to it. */
  String file() {
    return name().toLowerCase(Locale.ROOT);
  }
}
