package dev.vitrine.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is killed loses nothing it was promised, and leaves nothing half done. */
final class KilledWriterTest {
  private static final Pattern WHOLE_LINE = Pattern.compile("\\S+ [0-9]+ [0-9a-f]{64}");

  @TempDir private Path temporary;

  private final Map<Key, Child.Written> latest = new HashMap<>();
  private final Random random = new Random(1);
  private long newest;

  @Test
  @Timeout(60)
  void afterSomeKillsEveryAcknowledgedWriteIsThere() throws Exception {
    killOften(4);
  }

  @Test
  @Tag("heavy")
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void afterManyKillsEveryAcknowledgedWriteIsThere() throws Exception {
    killOften(100);
  }

  private void killOften(int rounds) throws Exception {
    Path folder = temporary.resolve("data");
    for (int round = 0; round < rounds; round++) {
      Process child = Child.start(temporary, List.of(), "write", folder.toString(), "m", "1000000");
      List<Child.Written> acknowledged = new ArrayList<>();
      try (BufferedReader output = Child.output(child)) {
        int enough = random.nextInt(400);
        Duration more = Duration.ofNanos(random.nextInt(5_000_000));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          if (!WHOLE_LINE.matcher(line).matches()) {
            continue; // Killed while it was telling.
          }
          acknowledged.add(Child.Written.parse(line));
          if (acknowledged.size() == enough + 1) {
            child.waitFor(more.toNanos(), TimeUnit.NANOSECONDS);
            child
                .toHandle()
                .destroyForcibly(); // The process itself would close what it has told already.
          }
        }
      } finally {
        child.destroyForcibly().waitFor();
      }
      assertThat(acknowledged).isNotEmpty();
      check(folder, acknowledged);
    }
  }

  private void check(Path folder, List<Child.Written> acknowledged) {
    for (Child.Written written : acknowledged) {
      assertThat(written.revision()).isGreaterThan(newest);
      newest = written.revision();
      latest.put(written.key(), written);
    }
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER)) {
      List<Long> revisions = new ArrayList<>();
      Feed feed = store.changes(Position.START, EnumSet.of(Kind.MODEL), 1000);
      for (Change change : ((Feed.Changes) feed).changes()) {
        revisions.add(change.revision());
        Document document = Objects.requireNonNull(store.fetch(change.key()));
        assertThat(document.revision()).isEqualTo(change.revision());
        assertThat(Bodies.isWhole(document.body())).isTrue();
      }
      assertThat(revisions).isSorted().doesNotHaveDuplicates();
      for (Child.Written written : latest.values()) {
        Document document = Objects.requireNonNull(store.fetch(written.key()));
        // A later write may have been kept before it was acknowledged.
        assertThat(document.revision()).isGreaterThanOrEqualTo(written.revision());
        if (document.revision() == written.revision()) {
          assertThat(Bodies.hash(document.body())).isEqualTo(written.hash());
        }
        newest = Math.max(newest, document.revision());
      }
    }
  }
}
