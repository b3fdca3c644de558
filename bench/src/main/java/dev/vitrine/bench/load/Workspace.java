package dev.vitrine.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder and the processes that work in it. Closing it, which the end of the program
 * does too, stops all of them and removes the folder.
 */
final class Workspace implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;

  private final Path folder;
  private final Deque<Process> running = new ArrayDeque<>();
  private boolean closed;

  private Workspace(Path folder) {
    this.folder = folder;
  }

  static Workspace create() throws IOException {
    Workspace workspace = new Workspace(Files.createTempDirectory("vitrine-bench-"));
    Runtime.getRuntime().addShutdownHook(new Thread(workspace::close, "stopping"));
    return workspace;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Starts a process whose errors go to a file here, and whose output can be read. */
  Process start(String name, List<String> command) throws IOException {
    return start(name, command, Map.of());
  }

  /** The same, with variables added to its environment. */
  synchronized Process start(String name, List<String> command, Map<String, String> variables)
      throws IOException {
    if (closed) {
      throw new Unusable("Stopped.");
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(variables);
    builder.redirectError(path(name + ".err").toFile());
    Process process = builder.start();
    running.push(process);
    return process;
  }

  /**
   * What a command prints.
   *
   * @throws Unusable if it fails
   */
  String run(String name, List<String> command) throws IOException, InterruptedException {
    Process process = start(name, command);
    try (var out = process.inputReader()) {
      String printed = out.readAllAsString();
      int status = process.waitFor();
      if (isClosed()) {
        throw new Unusable("Stopped.");
      }
      if (status != 0) {
        throw new Unusable(name + " failed: " + printed + errors(name));
      }
      return printed;
    } finally {
      stop(process);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** What a process complained about. */
  String errors(String name) throws IOException {
    Path file = path(name + ".err");
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  /** Ends a process, kindly first. */
  void stop(Process process) {
    synchronized (this) {
      running.remove(process);
    }
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** A port of the loopback interface that was free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Options for the Java virtual machines of all servers, the same as the launcher takes. */
  static List<String> javaOptions() {
    String options = System.getenv().getOrDefault("VITRINE_JAVA_OPTS", "").strip();
    return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
  }

  @Override
  public void close() {
    List<Process> left;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      left = List.copyOf(running);
    }
    left.forEach(this::stop);
    try {
      remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a folder with all in it, if it is there. */
  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.walkFileTree(folder, new Removal());
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
