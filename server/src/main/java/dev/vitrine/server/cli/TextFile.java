package dev.vitrine.server.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Long texts that a command reads and prints. */
final class TextFile {
  /** What a request may hold. */
  private static final int LONGEST = 1 << 20;

  private TextFile() {}

  /**
   * What a file has; - is standard input.
   *
   * @throws CommandFailure if it is no text, or more than a request may hold
   */
  static String read(String file, Terminal terminal) {
    String shown = file.equals("-") ? "Standard input" : "The file " + Terminal.shown(file);
    byte[] bytes;
    try {
      bytes =
          file.equals("-")
              ? terminal.in().readNBytes(LONGEST + 1)
              : Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw new CommandFailure(shown + " cannot be read.");
    }
    if (bytes.length > LONGEST) {
      throw new CommandFailure(shown + " is longer than the 1 MiB that a request may hold.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CommandFailure(shown + " is no UTF-8 text.");
    }
  }

  /** A text of any length as a terminal may see it: with line breaks, without other controls. */
  static String printable(String text) {
    return text.codePoints()
        .map(c -> c == '\n' || c == '\t' || !Character.isISOControl(c) ? c : '\uFFFD')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
