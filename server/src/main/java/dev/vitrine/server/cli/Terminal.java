package dev.vitrine.server.cli;

import java.io.BufferedInputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command meets outside the program.
 *
 * @param out for results only
 * @param err for all else
 * @param outIsTerminal whether results may be coloured
 * @param errIsTerminal whether progress may be drawn
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment) {
  /** The launcher says what it saw, since Java can only tell whether all streams are a terminal. */
  private static final String OUT_PROPERTY = "vitrine.terminal.out";

  private static final String ERR_PROPERTY = "vitrine.terminal.err";

  public Terminal {
    environment = Map.copyOf(environment);
  }

  /** This process's. */
  public static Terminal system() {
    return new Terminal(
        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
        new ResultPrinter(new FileOutputStream(FileDescriptor.out)),
        new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8),
        isTerminal(OUT_PROPERTY) && System.getenv("NO_COLOR") == null,
        isTerminal(ERR_PROPERTY),
        System.getenv());
  }

  private static boolean isTerminal(String property) {
    String told = System.getProperty(property);
    if (told != null) {
      return told.equals("true");
    }
    Console console = console();
    return console != null && console.isTerminal();
  }

  /** The console, which annotations of the class library say may be null. */
  @SuppressWarnings("SystemConsoleNull")
  static @Nullable Console console() {
    return System.console();
  }

  /** Why the result could not be written, as far as that is known and worth a word. */
  @Nullable String outFailure() {
    return out instanceof ResultPrinter printer ? printer.failure() : null;
  }

  /** The value of an environment variable; null if it is unset or empty. */
  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /**
   * A text from outside, fit to be printed: control characters cannot reach the terminal, and
   * length is bounded.
   */
  static String shown(String text) {
    String shorter = text.length() > 256 ? text.substring(0, 256) + "…" : text;
    return shorter
        .codePoints()
        .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
