package dev.vitrine.server.http;

import dev.vitrine.bulk.BulkReader;
import dev.vitrine.bulk.LoadBudget;

/**
 * What one bulk read holds of memory while it loads: room for the documents of the next round trip
 * and the rows made of them, then what really came, then the rows it keeps. Ends the load as soon
 * as its client has gone.
 *
 * <p>The trees that documents are decoded into are not counted: one is there at a time, on as many
 * threads as there are processors.
 */
final class LoadRoom implements LoadBudget {
  /** Documents of up to this size each come in one round trip, if there is room. */
  private static final long USUAL_DOCUMENT = 16 * 1024;

  /** Documents of up to this sum come in one round trip, if there is room. */
  private static final long USUAL_LOAD = 8 << 20;

  /** Bytes of documents read at a time where there is no room for more. */
  private static final long LEAST_LOAD = 1 << 20;

  /** While rows are made, the documents are there too. */
  private static final int FORMS = 2;

  /** Rows between two looks whether the client is still there. */
  private static final int LOOK_EVERY = 64;

  private final Admission.Pass pass;
  private final Runnable presence;
  private final boolean deflated;
  private final long most;
  private long kept;
  private long made;
  private int rows;

  /**
   * Room for nothing yet.
   *
   * @param presence throws once the client has gone
   * @param ids how many are asked for
   * @param deflated whether rows will be there compressed too
   */
  LoadRoom(Admission.Pass pass, Runnable presence, int ids, boolean deflated) {
    this.pass = pass;
    this.presence = presence;
    this.deflated = deflated;
    this.most = FORMS * Math.max(USUAL_LOAD, Math.min(ids, BulkReader.CHUNK) * USUAL_DOCUMENT);
  }

  /**
   * Holds what it takes to go on to the end, so that it is refused now or never: for answers that
   * leave as they are made.
   */
  void begin() {
    pass.holdAtLeast(FORMS * LEAST_LOAD);
  }

  @Override
  public long next() {
    presence.run();
    return pass.holdRoom(kept, FORMS * LEAST_LOAD, most) / FORMS;
  }

  @Override
  public void came(long bytes) {
    presence.run();
    made = bytes;
    pass.holdExactly(kept + FORMS * bytes);
  }

  /**
   * A row is handed on.
   *
   * @param bytes of it that stay in memory until the answer has been read
   */
  void row(long bytes) {
    if (++rows % LOOK_EVERY == 0) {
      presence.run();
    }
    if (made > 0 && !deflated) {
      pass.holdExactly(kept + made); // The documents have been let go of.
      made = 0;
    }
    kept += bytes;
    pass.holdAtLeast(kept);
  }

  /** The rows of a round trip have been handed on. */
  void settled() {
    made = 0;
    pass.holdExactly(Math.max(kept, FORMS * LEAST_LOAD));
  }

  /** All that was to be loaded has been. */
  void loaded() {
    pass.holdExactly(kept);
  }
}
