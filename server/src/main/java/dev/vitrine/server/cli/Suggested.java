package dev.vitrine.server.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Parts of commands that messages suggest, as a shell takes them. */
final class Suggested {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:@%+=,-]+");

  private Suggested() {}

  /** A folder, in quotes where it needs them. */
  static String folder(Path folder) {
    return word(folder.toString());
  }

  /** A word of a command line, in quotes where it needs them. */
  static String word(String name) {
    return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
  }
}
