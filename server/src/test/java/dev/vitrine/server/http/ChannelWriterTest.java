package dev.vitrine.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.RawSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to clients, and the memory outside the heap that they take. */
@Timeout(120)
class ChannelWriterTest {
  private static final int ROOM_FOR = 3;
  private static final byte[] FILE = StoredAssets.bytes(16 << 20);

  private final FileBuffers buffers = new FileBuffers(ROOM_FOR * (long) FileBuffers.LARGE);

  @Test
  void buffersAreLargeAsLongAsThereIsRoomForThem() {
    ByteBufferPool pool = new ArrayByteBufferPool();
    List<FileBuffers.Taken> taken = new ArrayList<>();
    for (int i = 0; i < ROOM_FOR; i++) {
      taken.add(buffers.take(pool, FILE.length));
      assertThat(taken.getLast().buffer().capacity()).isEqualTo(FileBuffers.LARGE);
    }
    FileBuffers.Taken small = buffers.take(pool, FILE.length);
    assertThat(small.buffer().capacity()).isEqualTo(FileBuffers.SMALL);
    small.release();
    taken.removeLast().release();
    taken.add(buffers.take(pool, FILE.length));
    assertThat(taken.getLast().buffer().capacity()).isEqualTo(FileBuffers.LARGE);
    taken.forEach(FileBuffers.Taken::release);
    assertThat(buffers.taken()).isZero();
  }

  @Test
  void thereIsAnEighthOfTheMemoryOutsideTheHeapForLargeOnes() {
    ByteBufferPool pool = new ByteBufferPool.NonPooling();
    FileBuffers standard = FileBuffers.standard();
    long eighth = Runtime.getRuntime().maxMemory() / 8;
    List<FileBuffers.Taken> taken = new ArrayList<>();
    do {
      taken.add(standard.take(pool, FileBuffers.LARGE));
    } while (taken.getLast().buffer().capacity() > FileBuffers.SMALL);
    assertThat((taken.size() - 1L) * FileBuffers.LARGE)
        .isBetween(eighth - FileBuffers.LARGE, eighth);
    taken.forEach(FileBuffers.Taken::release);
  }

  /** Sends the file to whoever asks. */
  private final class Sending extends Handler.Abstract {
    private final FileChannel channel;

    private Sending(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.getHeaders().put("Content-Length", FILE.length);
      ChannelWriter.write(channel, 0, FILE.length, buffers, request, response, callback);
      return true;
    }
  }

  private static RawSocket asking(ServerConnector connector) {
    return RawSocket.narrow(URI.create("http://127.0.0.1:" + connector.getLocalPort()))
        .send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  }

  @Test
  void whoeverReadsSlowlyTakesLittleAndOthersAreSentAll(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("file"), FILE);
    Server server = new Server();
    List<RawSocket> slow = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file);
        ServerConnector connector = new ServerConnector(server)) {
      server.addConnector(connector);
      server.setHandler(new Sending(channel));
      server.start();
      for (int i = 0; i < 2 * ROOM_FOR; i++) {
        slow.add(asking(connector));
        assertThat(slow.getLast().headOnly()).startsWith("HTTP/1.1 200");
      }
      assertThat(buffers.taken()).isEqualTo(ROOM_FOR * (long) FileBuffers.LARGE);
      try (RawSocket other = asking(connector)) {
        assertThat(other.answer().body()).isEqualTo(FILE);
      }
      slow.forEach(RawSocket::reset);
      assertThat(StoredAssets.eventually(buffers::taken, taken -> taken == 0)).isZero();
    } catch (IOException e) {
      slow.forEach(RawSocket::close);
      throw e;
    } finally {
      server.stop();
    }
  }
}
