package dev.vitrine.row;

import java.util.List;

/**
 * Puts finished rows together to whole answers, plain or as gzip, without encoding or compressing
 * anything again.
 */
public final class Splice {
  private final byte[] open;
  private final byte between;
  private final byte[] betweenAlone;

  /**
   * A form of answers.
   *
   * @param open before the first row
   * @param between two rows: one byte of ASCII
   */
  public Splice(byte[] open, byte between) {
    this.open = open.clone();
    this.between = between;
    this.betweenAlone = new byte[] {between};
  }

  /** How long the plain answer is, in bytes. */
  public long plainLength(List<Row> rows, byte[] close) {
    long length = open.length + Math.max(0, rows.size() - 1) + (long) close.length;
    for (int i = 0; i < rows.size(); i++) {
      length += rows.get(i).json().length;
    }
    return length;
  }

  /**
   * The plain answer.
   *
   * @param close after the last row
   */
  public Spliced plain(List<Row> rows, byte[] close) {
    Spliced answer = new Spliced(2 * rows.size() + 2);
    answer.add(open);
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        answer.add(betweenAlone);
      }
      answer.add(rows.get(i).json());
    }
    answer.add(close);
    return answer;
  }

  /**
   * The same bytes as one gzip member.
   *
   * @param rows all of which {@link Row#isDeflated}
   */
  public Spliced gzip(List<Row> rows, byte[] close) {
    Spliced answer = new Spliced(2 * rows.size() + 4);
    GzipMember member = new GzipMember();
    member.begin(answer);
    member.literal(answer, open);
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        member.literal(answer, between);
      }
      member.row(answer, rows.get(i));
    }
    member.literal(answer, close);
    member.end(answer);
    return answer;
  }
}
