package dev.vitrine.store.sql;

import static dev.vitrine.testkit.StoreUnderTest.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.store.Change;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a folder. */
@Timeout(120)
final class SeveralProcessesTest {
  @TempDir private Path temporary;

  @Test
  void twoWriteWhileAThirdFollows() throws Exception {
    Path folder = temporary.resolve("data");
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Process first = Child.start(temporary, List.of(), "write", folder.toString(), "a", "1500");
      Process second = Child.start(temporary, List.of(), "write", folder.toString(), "b", "1500");
      Future<List<Child.Written>> written = executor.submit(acknowledgements(first));
      Future<List<Child.Written>> alsoWritten = executor.submit(acknowledgements(second));
      Map<Key, Long> followed = new HashMap<>();
      Position position = Position.START;
      long newest = 0;
      boolean done = false;
      while (true) {
        Feed.Changes page = (Feed.Changes) store.changes(position, EnumSet.allOf(Kind.class), 50);
        for (Change change : page.changes()) {
          assertThat(change.revision()).isGreaterThan(newest);
          newest = change.revision();
          followed.put(change.key(), change.revision());
        }
        position = page.next();
        if (done && !page.more()) {
          break;
        }
        done = written.isDone() && alsoWritten.isDone();
      }
      List<Child.Written> all = new ArrayList<>(written.get());
      all.addAll(alsoWritten.get());
      assertThat(all)
          .hasSizeGreaterThanOrEqualTo(3000)
          .extracting(Child.Written::revision)
          .doesNotHaveDuplicates();
      Map<Key, Long> latest = new HashMap<>();
      all.forEach(one -> latest.merge(one.key(), one.revision(), Math::max));
      assertThat(followed).isEqualTo(latest);
      // Both wrote in turns, rather than one after the other.
      assertThat(revisions(all, "a").min().orElseThrow())
          .isLessThan(revisions(all, "b").max().orElseThrow());
      assertThat(revisions(all, "b").min().orElseThrow())
          .isLessThan(revisions(all, "a").max().orElseThrow());
    }
  }

  private static LongStream revisions(List<Child.Written> all, String name) {
    return all.stream()
        .filter(one -> one.key().id().startsWith(name))
        .mapToLong(Child.Written::revision);
  }

  @Test
  void whatOneWritesTheOtherSeesAtOnce() {
    try (DocumentStore here = EmbeddedStore.open(temporary, Role.SERVER);
        DocumentStore there = EmbeddedStore.open(temporary, Role.TOOL)) {
      Key key = Key.model("a");
      for (int i = 0; i < 50; i++) {
        Position before = here.head();
        there.put(Key.model("m" + i), DocumentStore.ABSENT, draft("text"));
        assertThat(here.head()).isNotEqualTo(before).isEqualTo(there.head());
        assertThat(((Feed.Changes) here.changes(before, EnumSet.allOf(Kind.class), 10)).changes())
            .hasSize(1);
        assertThat(here.fetch(Key.model("m" + i))).isNotNull();
      }
      assertThat(here.put(key, DocumentStore.ABSENT, draft("a"))).isNotNull();
      assertThat(there.fetch(key)).isEqualTo(here.fetch(key));
    }
  }

  @Test
  void aSecondServerIsRefusedAndToolsAreNot() throws Exception {
    Process server =
        Child.start(temporary, List.of(), "serve", temporary.resolve("data").toString());
    try (BufferedReader output = Child.output(server)) {
      assertThat(output.readLine()).isEqualTo("embedded");
      Path folder = temporary.resolve("data");
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> EmbeddedStore.open(folder, Role.SERVER))
          .withMessageContaining("process " + server.pid())
          .withMessageContaining("stop it first");
      try (DocumentStore tool = EmbeddedStore.open(folder, Role.TOOL)) {
        tool.put(Key.model("a"), DocumentStore.ABSENT, draft("a"));
      }
      server.destroyForcibly().waitFor();
      EmbeddedStore.open(folder, Role.SERVER).close();
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void aSecondServerInTheSameProcessIsRefusedAndTheFirstStaysTheServer() throws Exception {
    Path folder = temporary.resolve("data");
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER)) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> EmbeddedStore.open(folder, Role.SERVER))
          .withMessageContaining("process " + ProcessHandle.current().pid());
      Process second = Child.start(temporary, List.of(), "serve", folder.toString());
      try (BufferedReader output = Child.output(second)) {
        assertThat(output.readLine())
            .startsWith("StoreException: Another server (process " + ProcessHandle.current().pid());
      } finally {
        second.destroyForcibly().waitFor();
      }
      store.head();
    }
    EmbeddedStore.open(folder, Role.SERVER).close();
  }

  private static Callable<List<Child.Written>> acknowledgements(Process process) {
    return () -> {
      try (BufferedReader output = Child.output(process)) {
        return output.lines().map(Child.Written::parse).toList();
      } finally {
        awaitEnd(process);
      }
    };
  }

  private static void awaitEnd(Process process) throws IOException, InterruptedException {
    if (process.waitFor() != 0) {
      throw new IOException("the child failed");
    }
  }
}
