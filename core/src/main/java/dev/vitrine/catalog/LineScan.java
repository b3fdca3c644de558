package dev.vitrine.catalog;

import java.nio.charset.StandardCharsets;

/**
 * A glance at one line that begins with an object: whether it ends on it, and which members say
 * what it is.
 */
final class LineScan {
  private int depth;
  private boolean inText;
  private boolean closed;
  private boolean id;
  private boolean type;
  private boolean collection;

  private LineScan() {}

  static LineScan of(byte[] text, int start, int end) {
    LineScan scan = new LineScan();
    int textStart = 0;
    for (int i = start; i < end; i++) {
      byte c = text[i];
      if (scan.inText) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          scan.inText = false;
          if (scan.depth == 1 && isName(text, i + 1, end)) {
            scan.member(new String(text, textStart, i - textStart, StandardCharsets.UTF_8));
          }
        }
      } else if (c == '"') {
        scan.inText = true;
        textStart = i + 1;
      } else {
        scan.bracket(c);
      }
    }
    return scan;
  }

  private void bracket(byte c) {
    if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
      closed |= depth == 0;
    }
  }

  private void member(String name) {
    switch (name) {
      case "id" -> id = true;
      case "type" -> type = true;
      case SourceReader.MODELS -> collection |= !(id && type);
      default -> {}
    }
  }

  private static boolean isName(byte[] text, int from, int end) {
    int at = from;
    while (at < end && (text[at] == ' ' || text[at] == '\t')) {
      at++;
    }
    return at < end && text[at] == ':';
  }

  /** Whether a value ended on the line and nothing is left open. */
  boolean isClosed() {
    return closed && depth == 0 && !inText;
  }

  /** Whether it is an object with {@code models}. */
  boolean isCollection() {
    return collection;
  }

  /** Whether it has begun like a model. */
  boolean isModel() {
    return id;
  }
}
