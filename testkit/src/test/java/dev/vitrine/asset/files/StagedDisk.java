package dev.vitrine.asset.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;

/** A disk on which something may happen before and after each step. */
final class StagedDisk extends Disk {
  private static final Stage NOTHING = (step, path) -> {};

  private volatile Stage before = NOTHING;
  private volatile Stage after = NOTHING;

  /** What happens. */
  interface Stage {
    /**
     * At a step.
     *
     * @param path what it is done to; empty for an open file
     */
    void at(String step, Path path) throws IOException;
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  StagedDisk(Path folder) {
    super(folder);
  }

  void before(Stage stage) {
    before = stage;
  }

  void after(Stage stage) {
    after = stage;
  }

  /** From now on nothing happens. */
  void calm() {
    before = NOTHING;
    after = NOTHING;
  }

  private <T> T step(String name, Path path, Step<T> step) throws IOException {
    before.at(name, path);
    T result = step.run();
    after.at(name, path);
    return result;
  }

  @Override
  FileChannel create(Path file) throws IOException {
    return step("create", file, () -> super.create(file));
  }

  @Override
  void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    step(
        "write",
        Path.of(""),
        () -> {
          super.write(channel, bytes);
          return true;
        });
  }

  @Override
  void force(FileChannel channel) throws IOException {
    step(
        "force",
        Path.of(""),
        () -> {
          super.force(channel);
          return true;
        });
  }

  @Override
  void createFolder(Path folder) throws IOException {
    step(
        "createFolder",
        folder,
        () -> {
          super.createFolder(folder);
          return true;
        });
  }

  @Override
  void syncFolder(Path folder) throws IOException {
    step(
        "syncFolder",
        folder,
        () -> {
          super.syncFolder(folder);
          return true;
        });
  }

  @Override
  void move(Path from, Path to) throws IOException {
    step(
        "move",
        to,
        () -> {
          super.move(from, to);
          return true;
        });
  }

  @Override
  void link(Path file, Path name) throws IOException {
    step(
        "link",
        name,
        () -> {
          super.link(file, name);
          return true;
        });
  }

  @Override
  Instant touchedAt(Path file) throws IOException {
    return step("touchedAt", file, () -> super.touchedAt(file));
  }

  @Override
  void setTime(Path file, Instant time) throws IOException {
    step(
        "setTime",
        file,
        () -> {
          super.setTime(file, time);
          return true;
        });
  }

  @Override
  boolean delete(Path file) throws IOException {
    return step("delete", file, () -> super.delete(file));
  }
}
