package dev.vitrine.error;

/**
 * Text that others chose, made fit for a line of a log: no controls, no line ends, nothing endless.
 */
public final class LogText {
  private static final int LONGEST = 512;

  private LogText() {}

  /**
   * The text with whatever is not printable ASCII replaced by {@code ?}, cut after 512 characters.
   */
  public static String of(String text) {
    String shorter = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    StringBuilder shown = new StringBuilder(shorter.length());
    for (int i = 0; i < shorter.length(); i++) {
      char c = shorter.charAt(i);
      shown.append(c > ' ' && c < 0x7F ? c : '?');
    }
    return text.length() <= LONGEST ? shown.toString() : shown.append("...").toString();
  }
}
