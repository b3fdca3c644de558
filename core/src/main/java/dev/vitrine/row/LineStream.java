package dev.vitrine.row;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as lines to a stream, plain or as one gzip member, at the pace the stream takes them.
 */
public final class LineStream {
  private final OutputStream out;
  private final @Nullable GzipMember member;
  private boolean begun;

  /**
   * Lines.
   *
   * @param gzip whether rows come with their compressed form and are written as that
   */
  public LineStream(OutputStream out, boolean gzip) {
    this.out = out;
    this.member = gzip ? new GzipMember() : null;
  }

  /** Writes one row. */
  public void row(Row row) throws IOException {
    if (member == null) {
      out.write(row.json());
      out.write('\n');
    } else {
      Spliced parts = begin(member);
      member.row(parts, row);
      member.literal(parts, (byte) '\n');
      parts.writeTo(out);
    }
  }

  /** Writes one line that is no row. */
  public void line(byte[] json) throws IOException {
    if (member == null) {
      out.write(json);
      out.write('\n');
    } else {
      Spliced parts = begin(member);
      member.literal(parts, json);
      member.literal(parts, (byte) '\n');
      parts.writeTo(out);
    }
  }

  /** Hands on what was written so far. */
  public void flush() throws IOException {
    out.flush();
  }

  /**
   * Writes what ends the stream, and closes it. Without this the client sees that the end is
   * missing.
   */
  public void end() throws IOException {
    if (member != null) {
      Spliced parts = begin(member);
      member.end(parts);
      parts.writeTo(out);
    }
    out.close();
  }

  private Spliced begin(GzipMember member) {
    Spliced parts = new Spliced(4);
    if (!begun) {
      begun = true;
      member.begin(parts);
    }
    return parts;
  }
}
