package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Asset;
import dev.vitrine.client.model.AssetProperties;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes behind a URL, written as they come by the thread that runs this. A connection that
 * breaks is taken up where it broke if the service names its state (a strong etag), so that what
 * comes later belongs to what came before; else the download begins anew.
 */
final class Download implements Background.Work<Long> {
  /** As long as it takes, while some bytes keep coming. */
  private static final Duration ANY = Duration.ofDays(365);

  private static final Pattern RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})");
  private static final int STEP = 64 * 1024;
  private static final long UNKNOWN = -1;

  private final Transport transport;
  private final AssetDownloadParams params;
  private final RequestOptions options;
  private final Sink sink;
  private final Ending ending = new Ending();

  /** Bytes that the asset has, as far as that is known. */
  private long expected = UNKNOWN;

  private long total = UNKNOWN;
  private long received;
  private long furthest;
  private @Nullable String etag;

  /**
   * A download yet to be run.
   *
   * @param options every option is set
   */
  Download(Transport transport, AssetDownloadParams params, RequestOptions options, Sink sink) {
    this.transport = transport;
    this.params = params;
    this.options = options;
    this.sink = sink;
  }

  @Override
  public Ending ending() {
    return ending;
  }

  /** How many bytes were written, all there are. */
  @Override
  public Long run() throws IOException {
    transport.add(ending);
    try (sink) {
      SignedUrl url = SignedUrl.of(transport.settings(), url());
      sink.open();
      int failures = 0;
      while (true) {
        boolean opened = false;
        try (Coming coming = open(url)) {
          opened = true;
          begin(coming);
          take(coming);
          sink.commit();
          return received;
        } catch (VitrineException e) {
          failures = received > furthest ? 1 : failures + 1;
          furthest = Math.max(furthest, received);
          retry(failures, opened, e);
        }
      }
    } catch (ClosedByInterruptException e) {
      throw Failures.whileReading(e, ending.reason());
    } finally {
      transport.remove(ending);
    }
  }

  private String url() {
    if (params.url() != null) {
      return params.url();
    }
    String id = params.assetId().orElseThrow();
    if (params.format().isPresent()) {
      return call(AssetCalls.downloadUrl(id, params.format().get(), options));
    }
    Asset asset =
        call(
            AssetCalls.get(
                id,
                RequestOptions.builder()
                    .originalAssets(!params.isRendition())
                    .build()
                    .or(options)));
    if (!params.isRendition()) {
      expected =
          asset.properties().flatMap(AssetProperties::size).map(Download::whole).orElse(UNKNOWN);
    }
    return asset
        .url()
        .orElseThrow(() -> new MalformedAnswerException("The asset has no URL", null));
  }

  private static long whole(BigDecimal size) {
    try {
      return size.longValueExact();
    } catch (ArithmeticException e) {
      throw new MalformedAnswerException("The asset has no whole number of bytes", e);
    }
  }

  private <T> T call(Operation<T> operation) {
    return ending.during(started -> transport.call(operation, started));
  }

  private Coming open(SignedUrl url) {
    Map<String, String> headers =
        received > 0 && etag != null
            ? Map.of("Range", "bytes=" + received + "-", "If-Range", etag)
            : Map.of();
    return ending.during(started ->
        transport.open(url.call("GET", options), url.get(headers), Deadline.in(ANY), started));
  }

  /** Finds out where in all of it the answer begins, and how much there is. */
  private void begin(Coming coming) throws IOException {
    HttpHeaders headers = coming.headers();
    if (headers.firstValue("Content-Encoding").filter(how -> !how.equals("identity")).isPresent()) {
      throw new MalformedAnswerException("The bytes are encoded, which was not asked for", null);
    }
    if (coming.status() == 206) {
      Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
      if (!range.matches() || Long.parseLong(range.group(1)) != received || received == 0) {
        throw new MalformedAnswerException("The answer has another range than was asked for", null);
      }
      total = Long.parseLong(range.group(2));
    } else {
      if (received > 0) {
        restart();
      }
      total = headers.firstValueAsLong("Content-Length").orElse(UNKNOWN);
      etag = headers.firstValue("ETag").filter(tag -> tag.startsWith("\"")).orElse(null);
    }
    if (total == UNKNOWN && !coming.delimited()) {
      throw new MalformedAnswerException(
          "The end of the bytes could not be told from their being cut off", null);
    }
    checkSize(total);
    if (Math.max(total, expected) > params.mostBytes()) {
      throw new AnswerTooLargeException(params.mostBytes());
    }
    params.listener().received(received, total);
  }

  private void restart() throws IOException {
    if (!sink.isRestartable()) {
      throw new MalformedAnswerException("The bytes have changed since the download began", null);
    }
    sink.restart();
    received = 0;
  }

  private void checkSize(long size) {
    if (size != UNKNOWN && expected != UNKNOWN && size != expected) {
      throw new MalformedAnswerException(
          "The service sends " + size + " bytes, and the asset has " + expected, null);
    }
  }

  private void take(Coming coming) throws IOException {
    byte[] step = new byte[STEP];
    InputStream in = coming.pipe();
    ending.started(new Closing(coming));
    try {
      for (int count = read(in, step); count >= 0; count = read(in, step)) {
        if (count > params.mostBytes() - received) {
          throw new AnswerTooLargeException(params.mostBytes());
        }
        sink.write(step, count);
        received += count;
        params.listener().received(received, total);
      }
    } finally {
      ending.finished();
    }
    if (total != UNKNOWN && received != total) {
      throw new ConnectionException(
          "The answer was cut short: " + received + " of " + total + " bytes came", null);
    }
    checkSize(received);
  }

  private int read(InputStream in, byte[] step) {
    try {
      return in.read(step);
    } catch (IOException e) {
      throw Failures.whileReading(e, ending.reason());
    }
  }

  private void retry(int failures, boolean opened, VitrineException failure) {
    ending.check();
    if (failure instanceof MalformedAnswerException) {
      etag = null; // What has come is not to be trusted.
    }
    if (received > 0 && etag == null && !sink.isRestartable()) {
      throw failure;
    }
    int retries = opened ? options.maxRetries() : 0; // An opening has made its own attempts.
    Optional<Duration> wait = transport.settings().retries().wait(failures, retries, failure);
    ending.pause(wait.orElseThrow(() -> failure));
  }

  /** Ends the wait for more bytes. */
  private record Closing(Coming coming) implements Watched {
    @Override
    public void endIfLate(long now) {
      // The pipe has a patience of its own.
    }

    @Override
    public void end(VitrineException reason) {
      coming.close();
    }
  }
}
