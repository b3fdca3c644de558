package dev.vitrine.bench.load;

/** A server that takes part. */
enum Rival {
  VITRINE("Vitrine", 0, 0, 0),
  NGINX("nginx, a static file", 0.80, 0.70, 0.80),
  COMPRESSING("compressing each answer, level 6", 0, 30, 0),
  JACKSON("Jackson on Javalin, cached objects", 6, 0, 0);

  private final String label;
  private final double plain;
  private final double gzip;
  private final double one;

  /** What Vitrine is to reach in each work; 0 where this one does not take part. */
  Rival(String label, double plain, double gzip, double one) {
    this.label = label;
    this.plain = plain;
    this.gzip = gzip;
    this.one = one;
  }

  String label() {
    return label;
  }

  /** What Vitrine is to reach, as a multiple of this one's requests per second. */
  double target(Work work) {
    return switch (work) {
      case FIFTY_PLAIN -> plain;
      case FIFTY_GZIP -> gzip;
      case ONE -> one;
    };
  }

  /** Whether it takes part in this work. */
  boolean does(Work work) {
    return this == VITRINE || target(work) > 0;
  }

  /** Whether it becomes faster while it runs. */
  boolean warmsUp() {
    return this != NGINX;
  }
}
