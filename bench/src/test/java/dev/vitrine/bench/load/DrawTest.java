package dev.vitrine.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the load generator really sends. */
final class DrawTest {
  private static final Asking ASKING = Asking.with("key", "secret");
  private static final List<String> IDS =
      IntStream.range(0, 120).mapToObj(i -> "model_" + i).toList();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Test
  void everyRequestNamesFiftyDifferentIdsOfTheSet() throws Exception {
    List<List<String>> sent = sent(100, 1);

    Set<String> all = new HashSet<>();
    for (List<String> ids : sent) {
      assertThat(ids).hasSize(50).doesNotHaveDuplicates();
      all.addAll(ids);
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(IDS.subList(0, 100));
    assertThat(Set.copyOf(sent)).hasSameSizeAs(sent);
  }

  @Test
  void theSameSeedDrawsTheSame() throws Exception {
    List<List<String>> first = sent(120, 7);
    List<List<String>> again = sent(120, 7);
    int both = Math.min(first.size(), again.size());

    assertThat(again.subList(0, both)).isEqualTo(first.subList(0, both));
    assertThat(sent(120, 8).getFirst()).isNotEqualTo(first.getFirst());
  }

  @Test
  void aSetLargerThanTheCatalogueIsRefused() throws Exception {
    try (Workspace workspace = Workspace.create()) {
      Path file = Files.write(folder.resolve("ids"), IDS);
      assertThatThrownBy(() -> Draw.first(workspace, "set", file, 121))
          .isInstanceOf(Unusable.class)
          .hasMessageContaining("only 120");
    }
  }

  /** The ids of all requests of a second, in order. */
  private List<List<String>> sent(int set, long seed) throws Exception {
    assumeTrue(hasGenerator(), "wrk is not installed");
    Queue<JsonNode> bodies = new ConcurrentLinkedQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        Asking.PATH,
        exchange -> {
          boolean known =
              ASKING.authorization().equals(exchange.getRequestHeaders().getFirst("Authorization"));
          bodies.add(Asking.MAPPER.readTree(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(known ? 200 : 401, -1);
          exchange.close();
        });
    server.start();
    try (Workspace workspace = Workspace.create()) {
      Path file = Files.write(folder.resolve("ids"), IDS);
      Path script = Draw.first(workspace, "set", file, set).script(ASKING, seed);
      new Wrk(workspace, 1).run(server.getAddress().getPort(), script, 1);
    } finally {
      server.stop(0);
    }
    return bodies.stream()
        .map(body -> body.path("modelIds").valueStream().map(JsonNode::stringValue).toList())
        .toList();
  }

  private static boolean hasGenerator() {
    try {
      Tools.path("wrk");
      return true;
    } catch (Unusable e) {
      return false;
    }
  }
}
