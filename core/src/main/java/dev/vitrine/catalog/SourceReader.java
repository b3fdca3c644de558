package dev.vitrine.catalog;

import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.JsonLimits;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Reads models from a stream of any length: an object with {@code models}, an array, a model a
 * line, or several of these one after the other; gzip or plain. Holds one document at a time.
 */
final class SourceReader {
  /** The member of an object that holds the models; its other members are not read. */
  static final String MODELS = "models";

  /** Longest line, in bytes: a document of the largest size, with every character escaped. */
  private static final int LONGEST_LINE = 4 * JsonLimits.DOCUMENT.bytes();

  private final String source;
  private final SourceSink sink;

  private SourceReader(String source, SourceSink sink) {
    this.source = source;
    this.sink = sink;
  }

  /**
   * Reads all there is. Does not close the stream.
   *
   * @param source name for errors
   */
  static void read(String source, InputStream in, SourceSink sink) {
    new SourceReader(source, sink).read(new FailingStream(in));
  }

  private void read(FailingStream in) {
    try {
      readText(new FailingStream(unpacked(in)));
    } catch (IOException e) {
      sink.unreadable(new SourcePlace(source, 1, -1), "cannot be read: " + e.getMessage());
    }
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 64 << 10);
    buffered.mark(2);
    boolean packed = buffered.read() == 0x1F && buffered.read() == 0x8B;
    buffered.reset();
    return packed ? new GZIPInputStream(buffered, 64 << 10) : buffered;
  }

  private void readText(FailingStream in) throws IOException {
    byte[] window = in.readNBytes(SourceLayout.WINDOW);
    boolean marked =
        window.length >= 3
            && window[0] == (byte) 0xEF
            && window[1] == (byte) 0xBB
            && window[2] == (byte) 0xBF;
    byte[] text = marked ? Arrays.copyOfRange(window, 3, window.length) : window;
    InputStream all = new SequenceInputStream(new ByteArrayInputStream(text), in);
    switch (SourceLayout.of(text, text.length, window.length < SourceLayout.WINDOW)) {
      case LINES -> readLines(all);
      case VALUES -> readValues(all, in);
    }
  }

  private void readLines(InputStream in) {
    BoundedLines lines = new BoundedLines(in, LONGEST_LINE);
    try {
      while (lines.next()) {
        SourcePlace place = new SourcePlace(source, lines.number(), -1);
        if (lines.isTooLong()) {
          sink.unreadable(place, "the line is longer than " + LONGEST_LINE + " bytes");
        } else if (!lines.isBlank()) {
          readLine(lines, place);
        }
      }
    } catch (IOException e) {
      sink.unreadable(
          new SourcePlace(source, lines.number(), -1),
          "cannot be read: " + e.getMessage() + "; what follows was not read");
    }
  }

  private void readLine(BoundedLines lines, SourcePlace place) {
    ValueReader values = new ValueReader(source, lines.number() - 1, sink);
    try {
      values.readWhole(new ByteArrayInputStream(lines.bytes(), 0, lines.length()));
    } catch (InvalidJsonException e) {
      sink.unreadable(
          place, "the line " + e.problem().replaceFirst(" at line \\d+, column", " at column"));
    }
  }

  private void readValues(InputStream all, FailingStream in) {
    ValueReader values = new ValueReader(source, 0, sink);
    try {
      values.read(all);
      if (values.isEmpty()) {
        sink.unreadable(new SourcePlace(source, 1, -1), "is empty");
      }
    } catch (InvalidJsonException e) {
      IOException failure = in.failure();
      String why =
          failure == null ? "the text " + e.problem() : "cannot be read: " + failure.getMessage();
      sink.unreadable(
          values.place(),
          why
              + "; "
              + values.count()
              + " documents were read before this point, what follows was not read");
    }
  }
}
