package dev.vitrine.server.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written, which a print stream forgets. */
final class ResultPrinter extends PrintStream {
  private final Remembering sink;

  ResultPrinter(OutputStream sink) {
    this(new Remembering(sink));
  }

  private ResultPrinter(Remembering sink) {
    super(sink, false, StandardCharsets.UTF_8);
    this.sink = sink;
  }

  /** Why it could not be written; null if it could, or if only the reader went away. */
  @Nullable String failure() {
    IOException first = sink.first;
    String message = first == null ? null : String.valueOf(first.getMessage());
    return message == null || message.toLowerCase(Locale.ROOT).contains("pipe") ? null : message;
  }

  private static final class Remembering extends FilterOutputStream {
    private volatile @Nullable IOException first;

    Remembering(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw remembered(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw remembered(e);
      }
    }

    private IOException remembered(IOException e) {
      if (first == null) {
        first = e;
      }
      return e;
    }
  }
}
