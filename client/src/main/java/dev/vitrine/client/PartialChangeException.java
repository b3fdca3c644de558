package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import java.util.List;

/**
 * A change that takes several requests was made for the first of the things named and failed then.
 * Its cause says why.
 */
public final class PartialChangeException extends VitrineException {
  private static final long serialVersionUID = 1;

  private final List<String> done;
  private final List<String> left;

  PartialChangeException(
      String what, List<String> done, List<String> left, VitrineException cause) {
    super(
        done.size()
            + " of "
            + (done.size() + left.size())
            + " "
            + what
            + " were changed, then: "
            + cause.getMessage(),
        cause);
    this.done = List.copyOf(done);
    this.left = List.copyOf(left);
  }

  /** The ids of those that were changed, in the order given. Never empty. */
  public List<String> done() {
    return done;
  }

  /**
   * The ids of the others, in the order given: what to try again with. If no whole answer came, the
   * first of them may have been changed, too; changing them again is harmless.
   */
  public List<String> left() {
    return left;
  }
}
