package dev.vitrine.asset;

import org.jspecify.annotations.Nullable;

/** A store of assets cannot do what is asked now. */
public class AssetStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** It has no room left. */
    FULL,
    /** It cannot be reached, or fails; that may pass. */
    UNAVAILABLE
  }

  private final Reason reason;

  public AssetStoreException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
