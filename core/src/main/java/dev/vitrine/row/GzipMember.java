package dev.vitrine.row;

/**
 * One gzip member (RFC 1952) in the making, put together from rows that were compressed one by one
 * and short literals between them. Literals are content of stored blocks: the one whose head a row
 * ended with ({@link Deflated}), or new ones.
 */
final class GzipMember {
  /** No name, no time, unknown system. */
  private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private static final byte STORED = 0;
  private static final int MOST_STORED = 0xFFFF;
  private static final byte[] NOTHING = {0, 0, (byte) 0xff, (byte) 0xff};
  private static final byte[][] ONE_BYTE = new byte[128][];

  static {
    for (int i = 0; i < ONE_BYTE.length; i++) {
      ONE_BYTE[i] = stored(false, new byte[] {(byte) i}, 0, 1);
    }
  }

  private int sum;
  private long length;
  private boolean blockIsOpen;

  /** Begins the member. */
  void begin(Spliced out) {
    out.add(HEAD);
  }

  /** Adds a row that {@link Row#isDeflated}. */
  void row(Spliced out, Row row) {
    if (blockIsOpen) {
      out.add(NOTHING);
    }
    Deflated deflated = row.deflated();
    out.add(deflated.bytes());
    sum = Crc32.concat(sum, deflated.crc(), deflated.factor());
    length += row.json().length;
    blockIsOpen = true;
  }

  /** Adds one byte of ASCII. */
  void literal(Spliced out, byte ascii) {
    if (!blockIsOpen) {
      out.add(new byte[] {STORED});
    }
    out.add(ONE_BYTE[ascii]);
    sum = Crc32.append(sum, ascii);
    length++;
    blockIsOpen = false;
  }

  /** Adds bytes as they are. */
  void literal(Spliced out, byte[] content) {
    for (int from = 0; from < content.length; from += MOST_STORED) {
      out.add(stored(!blockIsOpen, content, from, Math.min(MOST_STORED, content.length - from)));
      blockIsOpen = false;
    }
    for (byte b : content) {
      sum = Crc32.append(sum, b);
    }
    length += content.length;
  }

  /**
   * Ends the member: an empty final block with fixed codes, then sum and length, least significant
   * byte first.
   */
  void end(Spliced out) {
    if (blockIsOpen) {
      out.add(NOTHING);
    }
    byte[] end = new byte[10];
    end[0] = 3;
    for (int i = 0; i < 4; i++) {
      end[2 + i] = (byte) (sum >>> (8 * i));
      end[6 + i] = (byte) (length >>> (8 * i));
    }
    out.add(end);
  }

  /**
   * A stored block that is not the last one (RFC 1951, section 3.2.4), or what follows its head.
   */
  private static byte[] stored(boolean withHead, byte[] content, int from, int length) {
    int at = withHead ? 1 : 0;
    byte[] block = new byte[at + 4 + length];
    if (withHead) {
      block[0] = STORED;
    }
    block[at] = (byte) length;
    block[at + 1] = (byte) (length >>> 8);
    block[at + 2] = (byte) ~length;
    block[at + 3] = (byte) (~length >>> 8);
    System.arraycopy(content, from, block, at + 4, length);
    return block;
  }
}
