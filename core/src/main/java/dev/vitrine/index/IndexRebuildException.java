package dev.vitrine.index;

import org.jspecify.annotations.Nullable;

/** An index was not built. The one that was there before is as it was. */
public class IndexRebuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IndexRebuildException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Somebody else is building this index right now. */
  public static final class UnderWay extends IndexRebuildException {
    private static final long serialVersionUID = 1L;

    public UnderWay() {
      super("This index is being built already: wait for it to end, or stop it.", null);
    }
  }

  /** It was called off. */
  public static final class Cancelled extends IndexRebuildException {
    private static final long serialVersionUID = 1L;

    public Cancelled() {
      super("Building the index was called off; the index is as it was before.", null);
    }
  }
}
