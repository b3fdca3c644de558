package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.ForwardingAssetStore;
import dev.vitrine.asset.memory.MemoryAssetStore;
import dev.vitrine.server.RawSocket;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.memory.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Assets that come from a store out of reach, over a thread and a connection each. */
@Timeout(120)
class PumpedAssetsTest {
  private static final byte[] BYTES = StoredAssets.bytes(1000);

  /** A store whose blobs are streams, of which the first ones are kept waiting. */
  private static final class Streamed extends ForwardingAssetStore {
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch goOn = new CountDownLatch(1);

    private Streamed(AssetStore store) {
      super(store);
    }

    @Override
    public @Nullable BlobReader open(String key) {
      BlobReader blob = super.open(key);
      return blob == null ? null : new Stream(blob);
    }

    private final class Stream implements BlobReader {
      private final BlobReader blob;

      private Stream(BlobReader blob) {
        this.blob = blob;
      }

      @Override
      public long size() {
        return blob.size();
      }

      @Override
      public InputStream stream(long from, long length) {
        begun.release();
        InputStream bytes = blob.stream(from, length);
        return new InputStream() {
          @Override
          public int read() throws IOException {
            waitForLeave();
            return bytes.read();
          }

          @Override
          public int read(byte[] into, int offset, int count) throws IOException {
            waitForLeave();
            return bytes.read(into, offset, count);
          }
        };
      }

      @Override
      public void close() {
        blob.close();
      }
    }

    private void waitForLeave() throws IOException {
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }

  private static void assertRefused(String url) {
    for (String range : List.of("bytes=0-", "bytes=7-99")) {
      HttpResponse<byte[]> refused = StoredAssets.load(url, "Range", range);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(StoredAssets.header(refused, "Retry-After")).isNotEmpty();
      assertThat(StoredAssets.header(refused, "Content-Range")).isEmpty();
    }
  }

  @Test
  void slowOnesLeaveThreadsAndConnectionsToAllElse() throws Exception {
    Streamed blobs = new Streamed(new MemoryAssetStore(InstantSource.system()));
    List<RawSocket> slow = new ArrayList<>();
    try (TestServer server =
        TestServer.start(
            new MemoryStore(),
            blobs,
            TestServer.signingKeys(),
            Settings.onLoopback(),
            InstantSource.fixed(TestServer.NOW))) {
      for (String id : List.of("a", "b", "c")) {
        StoredAssets.put(server, id, BYTES, StoredAssets.Told.picture("text/plain", id + ".txt"));
      }
      String url = StoredAssets.original(server, "a");
      for (String id : List.of("a", "b")) {
        URI uri = URI.create(StoredAssets.original(server, id));
        for (int i = 0; i < Pumps.OF_ONE; i++) {
          slow.add(
              new RawSocket(server.address())
                  .send(
                      "GET %s?%s HTTP/1.1\r\nHost: x\r\n\r\n"
                          .formatted(uri.getRawPath(), uri.getRawQuery())));
        }
        assertThat(blobs.begun.tryAcquire(Pumps.OF_ONE, 60, TimeUnit.SECONDS)).isTrue();
        assertRefused(url); // Which leaves the other half to others.
      }
      assertRefused(StoredAssets.original(server, "c"));
      assertThat(StoredAssets.head(url).statusCode()).isEqualTo(200);
      assertThat(server.as(STUDIO).get("/assets").status()).isEqualTo(200);
      blobs.goOn.countDown();
      for (RawSocket socket : slow) {
        assertThat(socket.answer().body()).isEqualTo(BYTES);
      }
      assertThat(
              StoredAssets.eventually(
                      () -> StoredAssets.load(url), answer -> answer.statusCode() == 200)
                  .body())
          .isEqualTo(BYTES);
    } finally {
      blobs.goOn.countDown();
      slow.forEach(RawSocket::close);
    }
  }
}
