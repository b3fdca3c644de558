package dev.vitrine.server.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An NDJSON answer as the one object that the plain answer is, without reading its rows. */
final class JoinedLines {
  private JoinedLines() {}

  /**
   * The plain form of an answer.
   *
   * @param report whether the last line holds the outcomes
   */
  static byte[] of(byte[] lines, boolean report) {
    List<byte[]> rows = split(lines);
    byte[] outcomes = report && !rows.isEmpty() ? rows.removeLast() : new byte[0];
    ByteArrayOutputStream joined = new ByteArrayOutputStream(lines.length + 32);
    joined.writeBytes("{\"models\":[".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        joined.write(',');
      }
      joined.writeBytes(rows.get(i));
    }
    joined.write(']');
    if (outcomes.length > 2) {
      joined.write(',');
      joined.write(outcomes, 1, outcomes.length - 2);
    }
    joined.write('}');
    return joined.toByteArray();
  }

  private static List<byte[]> split(byte[] lines) {
    List<byte[]> rows = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= lines.length; i++) {
      if (i == lines.length || lines[i] == '\n') {
        if (i > start) {
          rows.add(Arrays.copyOfRange(lines, start, i));
        }
        start = i + 1;
      }
    }
    return rows;
  }
}
