package dev.vitrine.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bytes a {@code Range} means, against the words of RFC 9110, section 14.1.2. */
class ByteRangeTest {
  private static final ByteRange WHOLE = new ByteRange.Whole();
  private static final ByteRange NOTHING = new ByteRange.Unsatisfiable();

  private static ByteRange of(String header, long size) {
    return ByteRange.of(List.of(header), size);
  }

  @Property
  void fromAndTo(
      @ForAll @LongRange(min = 0, max = 120) long first,
      @ForAll @LongRange(min = 0, max = 120) long last,
      @ForAll @LongRange(min = 0, max = 100) long size) {
    assertThat(of("bytes=" + first + "-" + last, size))
        .isEqualTo(last < first ? WHOLE : bytes(first, last, size));
  }

  @Property
  void fromOn(
      @ForAll @LongRange(min = 0, max = 120) long first,
      @ForAll @LongRange(min = 0, max = 100) long size) {
    assertThat(of("bytes=" + first + "-", size)).isEqualTo(bytes(first, size, size));
  }

  @Property
  void theLast(
      @ForAll @LongRange(min = 0, max = 120) long count,
      @ForAll @LongRange(min = 0, max = 100) long size) {
    ByteRange expected = count == 0 ? NOTHING : bytes(Math.max(0, size - count), size, size);
    assertThat(of("bytes=-" + count, size)).isEqualTo(expected);
  }

  /** The positions from one to another that a whole of this size has, counted one by one. */
  private static ByteRange bytes(long first, long last, long size) {
    long count = 0;
    for (long position = first; position <= last; position++) {
      count += position < size ? 1 : 0;
    }
    return count == 0 ? NOTHING : new ByteRange.Part(first, count);
  }

  @Property
  void anythingElseIsTheWholeOrARangeWithin(@ForAll("texts") String text) {
    for (long size : new long[] {0, 1, 1000, Long.MAX_VALUE}) {
      if (of(text, size) instanceof ByteRange.Part(long from, long length)) {
        assertThat(from).isBetween(0L, size - 1);
        assertThat(length).isBetween(1L, size - from);
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> noise =
        Arbitraries.strings().withChars("bytes=0123456789-, \t;x%\u00e9").ofMaxLength(40);
    return Arbitraries.oneOf(noise, noise.map("bytes="::concat));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "BYTES=5-9, 5, 5",
    "'bytes= 5-9 ', 5, 5",
    "'bytes=5-9,', 5, 5",
    "bytes=00005-000009, 5, 5",
    "bytes=99-99999999999999999999999999, 99, 1",
    "bytes=-99999999999999999999999999, 0, 100"
  })
  void oneRangeIsHeeded(String header, long from, long length) {
    assertThat(of(header, 100)).isEqualTo(new ByteRange.Part(from, length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=1",
        "bytes=--1",
        "bytes=1--2",
        "bytes=0x1-2",
        "bytes=1-2-3",
        "items=0-1",
        "bytes=0-1,5-6",
        "bytes 0-1",
        "bytes=+1-2"
      })
  void whatIsNotOneRangeIsIgnored(String header) {
    assertThat(of(header, 100)).isEqualTo(WHOLE);
  }

  @Test
  void severalHeadersAreIgnored() {
    assertThat(ByteRange.of(List.of(), 100)).isEqualTo(WHOLE);
    assertThat(ByteRange.of(List.of("bytes=0-1", "bytes=2-3"), 100)).isEqualTo(WHOLE);
    assertThat(of("bytes=99999999999999999999-", 100)).isEqualTo(NOTHING);
  }
}
