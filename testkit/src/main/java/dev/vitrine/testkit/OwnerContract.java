package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which catalogue a store belongs to. */
public interface OwnerContract extends AssetStoreUnderTest {
  @Test
  default void whoeverClaimsAStoreFirstOwnsIt() {
    assertThat(store().owner()).isNull();
    assertThat(store().claim("catalogue_a")).isEqualTo("catalogue_a");
    assertThat(store().claim("catalogue_a")).isEqualTo("catalogue_a");
    assertThat(store().claim("catalogue_b")).isEqualTo("catalogue_a");
    assertThat(store().owner()).isEqualTo("catalogue_a");

    store().handOver("catalogue_b");
    assertThat(store().owner()).isEqualTo("catalogue_b");
    assertThat(store().claim("catalogue_a")).isEqualTo("catalogue_b");
    assertThat(listed()).as("the owner is no blob").isEmpty();
  }

  @Test
  default void ofManyThatClaimAtOnceOneOwnsIt() throws Exception {
    Set<String> owners = ConcurrentHashMap.newKeySet();
    CyclicBarrier barrier = new CyclicBarrier(4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> claims =
          IntStream.range(0, 4)
              .<Callable<Boolean>>mapToObj(i ->
                  () -> {
                    var _ = barrier.await();
                    return owners.add(store().claim("catalogue_" + i));
                  })
              .toList();
      for (var claimed : threads.invokeAll(claims)) {
        var _ = claimed.get();
      }
    }
    assertThat(owners).hasSize(1).containsExactly(String.valueOf(store().owner()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "../a", "a\n"})
  default void anOwnerIsAnId(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> claimOf(text));
    assertThatIllegalArgumentException().isThrownBy(() -> store().handOver(text));
    assertThat(store().owner()).isNull();
  }

  private void claimOf(String text) {
    var _ = store().claim(text);
  }
}
