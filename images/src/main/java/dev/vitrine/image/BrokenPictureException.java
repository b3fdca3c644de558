package dev.vitrine.image;

/** A picture does not keep to its format, or uses a part of it that is not supported. */
public final class BrokenPictureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A broken picture.
   *
   * @param why one clause for people that follows the name of the format
   */
  public BrokenPictureException(String why) {
    super(why);
  }

  BrokenPictureException(String why, Throwable cause) {
    super(why, cause);
  }

  static BrokenPictureException truncated() {
    return new BrokenPictureException("ends too early");
  }

  /** One clause for people, such as {@code ends too early}. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
