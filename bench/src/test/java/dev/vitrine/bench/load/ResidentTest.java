package dev.vitrine.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ResidentTest {
  @Test
  void tellsMappedFilesFromTheRest() {
    List<String> status =
        List.of(
            "Name:\tjava",
            "VmRSS:\t  999999 kB",
            "RssAnon:\t  204800 kB",
            "RssFile:\t   10240 kB",
            "RssShmem:\t       0 kB");

    assertThat(Resident.of(status)).isEqualTo(new Resident(200L << 20, 10L << 20));
  }

  @Test
  void isNothingWhereTheSystemDoesNotTell() {
    assertThat(Resident.of(List.of())).isEqualTo(new Resident(0, 0));
  }
}
