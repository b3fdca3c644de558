package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.RawSocket;
import dev.vitrine.server.RawSocket.RawAnswer;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.testkit.HookedStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a server ends: requests under way are answered, and nobody who only stays is waited for. */
@Timeout(60)
class ShutdownTest {
  private static String request(String id, String... headers) {
    String body = TestServer.text(ids(id));
    return "POST /v1/models/get-bulk HTTP/1.1\r\nHost: x\r\nAuthorization: "
        + TestServer.credentials(STUDIO)
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n"
        + String.join("", headers)
        + "\r\n";
  }

  @Test
  void connectionsWithoutARequestAreClosedAtOnceAndRequestsAreAnswered() throws Exception {
    HookedStore store = new HookedStore();
    TestServer server = TestServer.start(store, Settings.onLoopback());
    server.model(STUDIO, "{\"id\":\"slow\",\"type\":\"custom\",\"name\":\"S\"}");
    server.awaitLists(); // The index reads what was stored, too, and is not who is waited for.
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    String slowBody = TestServer.text(ids("slow"));
    try (RawSocket silent = new RawSocket(server.address());
        RawSocket kept = new RawSocket(server.address());
        RawSocket loading = new RawSocket(server.address());
        RawSocket sending = new RawSocket(server.address())) {
      String body = TestServer.text(ids("none"));
      assertThat(kept.send(request("none") + body).answer().status()).isEqualTo(200);
      store.beforeModels(keys -> {
        reached.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
      loading.send(request("slow") + slowBody);
      sending.send(request("slow", "Expect: 100-continue\r\n"));
      assertThat(sending.anyAnswer().status()).as("its body is read").isEqualTo(100);
      sending.send(slowBody.substring(0, 5));
      assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();

      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
      assertThat(silent.isClosedByServer()).as("one that never asked").isTrue();
      assertThat(kept.isClosedByServer()).as("one that has its answer").isTrue();
      assertThat(closed).isNotDone();

      sending.send(slowBody.substring(5));
      goOn.countDown();
      for (RawSocket busy : new RawSocket[] {loading, sending}) {
        RawAnswer answer = busy.answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.complete()).isTrue();
        assertThat(answer.text()).contains("\"name\":\"S\"");
      }
      closed.get(20, TimeUnit.SECONDS);
    }
  }
}
