package dev.vitrine.row;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class Crc32Test {
  @Property
  void theSumOfTwoPartsIsTheSumOfTheWhole(
      @ForAll @Size(max = 5000) byte[] left, @ForAll @Size(max = 5000) byte[] right) {
    byte[] whole = new byte[left.length + right.length];
    System.arraycopy(left, 0, whole, 0, left.length);
    System.arraycopy(right, 0, whole, left.length, right.length);
    assertThat(Crc32.concat(Crc32.of(left), Crc32.of(right), Crc32.factor(right.length)))
        .isEqualTo(Crc32.of(whole));
  }

  @Property
  void appendingAByteIsAppendingAPartOfOne(
      @ForAll @Size(max = 100) byte[] left, @ForAll byte next) {
    int appended = Crc32.append(Crc32.of(left), next);
    assertThat(appended)
        .isEqualTo(Crc32.concat(Crc32.of(left), Crc32.of(new byte[] {next}), Crc32.factor(1)));
  }
}
