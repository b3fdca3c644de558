package dev.vitrine.store.sql;

import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Put;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WriteResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Another process that works on a data folder, and tells what it did line by line once it is done.
 */
final class Child {
  /** How many documents each child writes over and over. */
  private static final int KEYS = 40;

  private Child() {}

  /** A write that was acknowledged. */
  record Written(Key key, long revision, String hash) {
    static Written parse(String line) {
      String[] fields = line.split(" ", -1);
      return new Written(Key.model(fields[0]), Long.parseLong(fields[1]), fields[2]);
    }
  }

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[1]);
    try {
      switch (arguments[0]) {
        case "write" -> write(folder, arguments[2], Integer.parseInt(arguments[3]));
        case "serve" -> serve(folder);
        case "fill" -> fill(folder);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    } catch (StoreException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /** Starts a process, in front of it a wrapper or nothing. */
  static Process start(Path temporary, List<String> wrapper, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** What a process says, line by line. */
  static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Writes single documents and batches in turn, this many or until it is killed. */
  private static void write(Path folder, String name, int writes) {
    try (DocumentStore store = EmbeddedStore.open(folder, Role.TOOL)) {
      List<Key> keys = IntStream.range(0, KEYS).mapToObj(i -> Key.model(name + i)).toList();
      List<@Nullable Document> found = store.fetch(keys, Long.MAX_VALUE).documents();
      long[] revisions = new long[KEYS];
      for (int i = 0; i < KEYS; i++) {
        Document document = found.get(i);
        revisions[i] = document == null ? DocumentStore.ABSENT : document.revision();
      }
      for (int written = 0; written < writes; ) {
        int first = written % KEYS;
        int count = written % 3 == 0 ? 1 : Math.min(KEYS - first, 7);
        List<Put> puts = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
          puts.add(new Put(keys.get(i), revisions[i], Bodies.random(written + i)));
        }
        List<WriteResult> results =
            count == 1
                ? List.of(
                    store.put(
                        puts.get(0).key(), puts.get(0).expectedRevision(), puts.get(0).draft()))
                : store.putAll(puts);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
          revisions[first + i] = ((WriteResult.Stored) results.get(i)).revision();
          Put put = puts.get(i);
          lines.append(put.key().id()).append(' ').append(revisions[first + i]).append(' ');
          lines.append(Bodies.hash(put.draft().body())).append('\n');
        }
        System.out.print(lines);
        System.out.flush();
        written += count;
      }
    }
  }

  /** Holds the folder as its server until its input ends. */
  private static void serve(Path folder) {
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER)) {
      System.out.println(store.capabilities().engine());
      while (System.in.read() >= 0) {
        // Until the end.
      }
    } catch (IOException e) {
      throw new StoreException("No input.", e);
    }
  }

  /** Writes until nothing more fits, makes room, and writes again. */
  private static void fill(Path folder) {
    try (DocumentStore store = EmbeddedStore.open(folder, Role.SERVER)) {
      List<Written> written = new ArrayList<>();
      try {
        for (int i = 0; i < 100_000; i++) {
          Put put = new Put(Key.model("m" + i), DocumentStore.ABSENT, Bodies.random(i));
          WriteResult result = store.put(put.key(), DocumentStore.ABSENT, put.draft());
          written.add(
              new Written(
                  put.key(),
                  ((WriteResult.Stored) result).revision(),
                  Bodies.hash(put.draft().body())));
        }
      } catch (StoreException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
      int intact = 0;
      for (Written one : written) {
        Document document = store.fetch(one.key());
        if (document != null
            && document.revision() == one.revision()
            && Bodies.isWhole(document.body())) {
          intact++;
        }
      }
      System.out.println(written.size() + " written, " + intact + " intact");
    }
  }
}
