package dev.vitrine.server.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * A list that is printed as it comes: for people as columns as wide as the first rows need, with an
 * option for programs as a JSON array, an element a line.
 */
final class StreamedList {
  /** How many rows decide on the width of columns. */
  private static final int FIRST = 100;

  private static final int WIDEST = 60;
  private static final String GAP = "  ";

  private final List<String[]> held = new ArrayList<>();
  private int[] widths = new int[0];
  private long count;
  private boolean begun;

  @Option(names = "--json", description = "Print a JSON array, an element a line.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  /** Begins, with the titles of the columns. */
  void begin(String... titles) {
    held.add(titles);
  }

  /** One element. */
  void add(Terminal terminal, String elementJson, String... cells) {
    count++;
    if (json) {
      terminal.out().print((begun ? ",\n" : "[") + elementJson);
      begun = true;
    } else if (begun) {
      terminal.out().println(line(cells));
    } else {
      held.add(cells);
      if (held.size() > FIRST) {
        printHeld(terminal);
      }
    }
    if (count % FIRST == 0) {
      progress(terminal);
    }
  }

  /** Lets go of what is held, and shows how far it is to whoever waits at a terminal. */
  private void progress(Terminal terminal) {
    if (terminal.out().checkError()) {
      throw new BrokenPipe();
    }
    if (terminal.errIsTerminal() && !terminal.outIsTerminal()) {
      terminal.err().print("\r" + count + " read");
      terminal.err().flush();
    }
  }

  /** The end of the list. */
  void end(Terminal terminal) {
    if (json) {
      terminal.out().println(begun ? "]" : "[]");
    } else if (!begun) {
      printHeld(terminal);
    }
    if (count >= FIRST && terminal.errIsTerminal() && !terminal.outIsTerminal()) {
      terminal.err().println();
    }
  }

  /** What is there already when the rest cannot be had. */
  void broken(Terminal terminal) {
    if (!json && !begun) {
      printHeld(terminal);
    }
    terminal.out().println();
  }

  long count() {
    return count;
  }

  private void printHeld(Terminal terminal) {
    widths = new int[held.getFirst().length];
    for (String[] row : held) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], Math.min(WIDEST, length(row[i])));
      }
    }
    held.forEach(row -> terminal.out().println(line(row)));
    held.clear();
    begun = true;
  }

  private String line(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      line.append(cells[i]).repeat(' ', Math.max(0, widths[i] - length(cells[i]))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
