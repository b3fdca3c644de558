package dev.vitrine.asset.files;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.testkit.AssetStoreUnderTest;
import dev.vitrine.testkit.Noise;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Another process that works on a folder of assets: before it may delete a blob, and after it
 * stored or touched one, it says so.
 */
final class BlobChild {
  /** How many different blobs there are. */
  static final int BLOBS = 60;

  private BlobChild() {}

  /** A blob by its number: some of a few bytes, some that take a while. */
  static Noise blob(int number) {
    return new Noise(number, number % 5 == 0 ? 700_000 + number : 3000L * number);
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "work" -> work(folder, new Random(Long.parseLong(arguments[2])));
      case "fill" -> fill(folder);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Starts a process, in front of it a wrapper or nothing. */
  static Process start(List<String> wrapper, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            BlobChild.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** What a process says, line by line. */
  static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Stores, touches, deletes and collects until it is killed. */
  private static void work(Path folder, Random random) throws IOException {
    try (AssetStore store = FileAssetStore.open(folder)) {
      while (true) {
        int number = random.nextInt(BLOBS);
        String key = blob(number).sha256();
        switch (random.nextInt(8)) {
          case 0 -> {
            say("maybe gone " + number);
            store.delete(key);
          }
          case 1 -> {
            if (store.exists(key)) {
              say("maybe gone " + number);
              Blobs.makeOld(store, key);
              store.deleteUntouchedSince(key, AssetStoreUnderTest.meanwhile());
            }
          }
          case 2 -> {
            // A collection that finds that the blob was touched.
            if (store.touch(key)) {
              say("there " + number);
              store.deleteUntouchedSince(key, AssetStoreUnderTest.meanwhile());
            }
          }
          case 3 -> store.each(each -> {});
          default -> {
            store.put(blob(number).stream(), AssetStoreUnderTest.MUCH);
            say("there " + number);
          }
        }
      }
    }
  }

  /** Stores until nothing more fits, makes room, and stores again. */
  private static void fill(Path folder) throws IOException {
    try (AssetStore store = FileAssetStore.open(folder)) {
      List<Noise> stored = new ArrayList<>();
      try {
        for (int i = 0; i < 1000; i++) {
          Noise noise = new Noise(i, 100_000);
          store.put(noise.stream(), AssetStoreUnderTest.MUCH);
          stored.add(noise);
        }
      } catch (AssetStoreException e) {
        say(e.reason() + ": " + e.getMessage());
      }
      int[] listed = {0};
      store.each(each -> listed[0]++);
      say(
          stored.size()
              + " stored, "
              + listed[0]
              + " listed, "
              + stored.stream().filter(noise -> isWhole(store, noise)).count()
              + " whole, "
              + Blobs.leftovers(folder).size()
              + " left over");
      store.delete(stored.getFirst().sha256());
      store.delete(stored.getLast().sha256());
      Noise last = new Noise(-1, 50_000);
      store.put(last.stream(), AssetStoreUnderTest.MUCH);
      say("then " + isWhole(store, last));
    }
  }

  /** Whether a blob is there and holds its bytes. */
  static boolean isWhole(AssetStore store, Noise noise) {
    try (BlobReader reader = store.open(noise.sha256())) {
      return reader != null && Noise.sha256(reader.stream(0, reader.size())).equals(noise.sha256());
    }
  }
}
