package dev.vitrine.row;

import java.util.zip.CRC32;

/**
 * CRC-32 (RFC 1952, section 8) of bytes that are put together from parts whose own sums are known.
 *
 * <p>A sum is a polynomial over GF(2) modulo the generator, bit 31 its lowest coefficient.
 * Appending n bytes multiplies what came before by x to the 8n, a factor that depends on the length
 * alone and is kept beside each part.
 */
final class Crc32 {
  private static final int GENERATOR = 0xEDB88320;
  private static final int ONE = 1 << 31;
  private static final int EXPONENT_BITS = 32;

  /** x to the powers of two: entry i is x to the 2^i. */
  private static final int[] SQUARES = squares();

  private static final int[] BYTES = bytes();

  private Crc32() {}

  private static int[] squares() {
    int[] squares = new int[EXPONENT_BITS];
    squares[0] = ONE >>> 1;
    for (int i = 1; i < squares.length; i++) {
      squares[i] = multiply(squares[i - 1], squares[i - 1]);
    }
    return squares;
  }

  private static int[] bytes() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int sum = i;
      for (int bit = 0; bit < 8; bit++) {
        sum = timesX(sum);
      }
      table[i] = sum;
    }
    return table;
  }

  private static int timesX(int a) {
    return (a & 1) == 0 ? a >>> 1 : (a >>> 1) ^ GENERATOR;
  }

  private static int multiply(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int rest = a; rest != 0; rest <<= 1) {
      if (rest < 0) {
        product ^= shifted;
      }
      shifted = timesX(shifted);
    }
    return product;
  }

  /** The sum of some bytes. */
  static int of(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  /** The factor of this many bytes, for {@link #concat}. */
  static int factor(int length) {
    int factor = ONE;
    int power = 3; // Eight coefficients a byte.
    for (int rest = length; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        factor = multiply(SQUARES[power & (EXPONENT_BITS - 1)], factor);
      }
      power++;
    }
    return factor;
  }

  /**
   * The sum of what has the sum {@code left} followed by what has the sum {@code right} and this
   * factor.
   */
  static int concat(int left, int right, int factor) {
    return multiply(factor, left) ^ right;
  }

  /** The sum of what has this sum followed by one byte. */
  static int append(int sum, byte next) {
    int inverted = ~sum;
    return ~(BYTES[(inverted ^ next) & 0xFF] ^ (inverted >>> 8));
  }
}
