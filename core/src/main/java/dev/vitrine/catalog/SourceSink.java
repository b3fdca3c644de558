package dev.vitrine.catalog;

import dev.vitrine.model.Json;

/** Takes what is read from a source, in its order. */
interface SourceSink {
  /** A value where a model should be; anything at all. */
  void document(Json value, SourcePlace place);

  /**
   * A piece that could not be read.
   *
   * @param reason one sentence without a full stop
   */
  void unreadable(SourcePlace place, String reason);
}
