package dev.vitrine.client;

import dev.vitrine.client.error.NotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * A call and what its answer means.
 *
 * @param ifGone the result if nothing is there any more, for deletions; null if that is a failure
 */
record Operation<T>(Call call, Decoder<T> decoder, @Nullable T ifGone) {
  /** One that needs something to be there. */
  Operation(Call call, Decoder<T> decoder) {
    this(call, decoder, null);
  }

  /**
   * What a call comes to that found nothing. A deletion whose earlier attempt may have had its
   * effect is done: nothing is there, as was asked for. If no attempt can have had one, nothing was
   * there from the start, and that is an error.
   */
  T insteadOf(NotFoundException failure) {
    if (ifGone == null || failure.getSuppressed().length == 0) {
      throw failure;
    }
    return ifGone;
  }
}
