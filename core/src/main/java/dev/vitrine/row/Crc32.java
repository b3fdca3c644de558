package dev.vitrine.row;

import java.util.zip.CRC32;

/**
 * CRC-32 (RFC 1952, section 8) of bytes that are put together from parts whose own sums are known.
 *
 * <p>A sum is a polynomial over GF(2) modulo the generator, bit 31 its lowest coefficient.
 * Appending n bytes multiplies what came before by x to the 8n, a factor that depends on the length
 * alone. Its multiples by the sixteen polynomials below x^4 are kept beside each part, so that a
 * multiplication is eight independent look-ups and one reduction.
 */
final class Crc32 {
  private static final int GENERATOR = 0xEDB88320;
  private static final int ONE = 1 << 31;
  private static final int EXPONENT_BITS = 32;
  private static final int DIGIT_BITS = 4;
  private static final int DIGITS = 1 << DIGIT_BITS;

  /** x to the powers of two: entry i is x to the 2^i. */
  private static final int[] SQUARES = squares();

  /** What a byte becomes when it is moved up by one to four bytes: entry i by i + 1. */
  private static final int[][] MOVED = moved();

  private Crc32() {}

  private static int[] squares() {
    int[] squares = new int[EXPONENT_BITS];
    squares[0] = ONE >>> 1;
    for (int i = 1; i < squares.length; i++) {
      squares[i] = multiply(squares[i - 1], squares[i - 1]);
    }
    return squares;
  }

  private static int[][] moved() {
    int[][] moved = new int[Integer.BYTES][1 << Byte.SIZE];
    for (int i = 0; i < moved[0].length; i++) {
      int sum = i;
      for (int by = 0; by < moved.length; by++) {
        for (int bit = 0; bit < Byte.SIZE; bit++) {
          sum = timesX(sum);
        }
        moved[by][i] = sum;
      }
    }
    return moved;
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

  /** The factor of this many bytes, as its sixteen multiples, for {@link #concat}. */
  static int[] factor(int length) {
    int factor = ONE;
    int power = 3; // Eight coefficients a byte.
    for (int rest = length; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        factor = multiply(SQUARES[power & (EXPONENT_BITS - 1)], factor);
      }
      power++;
    }
    int[] multiples = new int[DIGITS];
    for (int digit = 1; digit < DIGITS; digit++) {
      multiples[digit] = multiply(digit << (Integer.SIZE - DIGIT_BITS), factor);
    }
    return multiples;
  }

  /**
   * The sum of what has the sum {@code left} followed by what has the sum {@code right} and this
   * factor.
   */
  static int concat(int left, int right, int[] factor) {
    long product = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += DIGIT_BITS) {
      long multiple = factor[(left >>> shift) & (DIGITS - 1)];
      product ^= (multiple << Integer.SIZE) >>> (Integer.SIZE - DIGIT_BITS - shift);
    }
    int over = (int) product;
    return (int) (product >>> Integer.SIZE)
        ^ MOVED[3][over & 0xFF]
        ^ MOVED[2][(over >>> 8) & 0xFF]
        ^ MOVED[1][(over >>> 16) & 0xFF]
        ^ MOVED[0][over >>> 24]
        ^ right;
  }

  /** The sum of what has this sum followed by one byte. */
  static int append(int sum, byte next) {
    int inverted = ~sum;
    return ~(MOVED[0][(inverted ^ next) & 0xFF] ^ (inverted >>> 8));
  }
}
