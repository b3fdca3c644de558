package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand clients that each ask for another rendition of large pictures at the same time, of a
 * server whose heap would not hold a fraction of them: refused for a while, perhaps, but never the
 * end of the server.
 */
@Tag("heavy")
@Timeout(600)
final class SmallHeapRenditionsTest {
  private static final int PICTURES = 20;
  private static final int SIDE = 3000;
  private static final int AT_ONCE = 1000;

  /** Of those that were refused, so many ask again until they are answered. */
  private static final int PATIENT = 60;

  /** Every so manieth answer is decoded. */
  private static final int SAMPLE = 10;

  private static final Duration BOUND = Duration.ofMinutes(5);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Instant end = Instant.now().plus(BOUND);
  private List<String> urls = List.of();

  /** A rendition that is like no other. */
  private record Wanted(int number, int width, String format) {
    static Wanted of(int number) {
      return new Wanted(number, 100 + number * 2, number % 3 == 0 ? "webp" : "jpeg");
    }

    String options() {
      return "&width=%d&format=%s&quality=%d".formatted(width, format, 50 + number % 40);
    }
  }

  @Test
  void whateverIsAskedForIsMadeOrRefused() throws Exception {
    Path data = folder.resolve("data");
    Cli.Result key =
        new Cli(data).run("keys", "create", "--project", "s", "--role", "editor", "--json").ok();
    try (http;
        ChildProcess server =
            ChildProcess.start(
                List.of("-Xmx512m"), "serve", "--port", "0", "--data", data.toString())) {
      String ready = server.outLine();
      CompletableFuture<String> log = server.log();
      ApiClient client =
          new ApiClient(http, URI.create(ready.substring(ready.indexOf("http"))))
              .header("Authorization", TestServer.credentials(key.text("key"), key.text("secret")));
      urls = upload(client);

      Instant began = Instant.now();
      Map<Integer, Integer> statuses = all(number -> () -> load(Wanted.of(number)), AT_ONCE);
      System.out.printf("at once: %s after %s%n", statuses, Duration.between(began, Instant.now()));
      assertThat(statuses.keySet()).isSubsetOf(200, 429).contains(200);

      // None of these was made before.
      Map<Integer, Integer> later =
          all(number -> () -> untilAnswered(Wanted.of(AT_ONCE + number)), PATIENT);
      System.out.printf(
          "waiting as told: %s, in all %s%n", later, Duration.between(began, Instant.now()));
      assertThat(later).isEqualTo(Map.of(200, PATIENT));

      assertThat(Instant.now()).as("within the bound").isBefore(end);
      assertThat(client.get("/assets").status()).isEqualTo(200);
      server.terminate();
      assertThat(server.await()).isZero();
      assertThat(log.get(1, TimeUnit.MINUTES)).doesNotContain("OutOfMemoryError", "ERROR");
    }
  }

  private static List<String> upload(ApiClient client) throws IOException {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      String data = "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(picture(i));
      Answer made =
          client.call(
              "POST", "/assets", "{\"name\":\"%d.jpg\",\"image\":\"%s\"}".formatted(i, data));
      assertThat(made.status()).as(made.text()).isEqualTo(200);
      urls.add(String.valueOf(TestServer.object(made.json(), "asset").text("url")));
    }
    return urls;
  }

  private static byte[] picture(int seed) throws IOException {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(
        new GradientPaint(
            0, 0, Color.getHSBColor(seed / 20f, 0.7f, 0.9f), SIDE, SIDE, Color.BLACK));
    graphics.fillRect(0, 0, SIDE, SIDE);
    for (int i = 0; i < 3000; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      int x = random.nextInt(SIDE);
      int y = random.nextInt(SIDE);
      graphics.fillOval(x, y, 5 + random.nextInt(80), 5 + random.nextInt(80));
    }
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  private interface Calls {
    Callable<Integer> call(int number);
  }

  /** Makes calls at the same time; how often each status was answered. */
  private static Map<Integer, Integer> all(Calls calls, int times) throws Exception {
    Map<Integer, Integer> statuses = new TreeMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        all.add(threads.submit(calls.call(i)));
      }
      for (Future<Integer> one : all) {
        statuses.merge(one.get(BOUND.toSeconds(), TimeUnit.SECONDS), 1, Integer::sum);
      }
    }
    return statuses;
  }

  private int load(Wanted wanted) throws Exception {
    HttpResponse<byte[]> answer = send(wanted);
    check(wanted, answer);
    return answer.statusCode();
  }

  /** Repeats a call as long as the server asks to, after the time it names. */
  private int untilAnswered(Wanted wanted) throws Exception {
    HttpResponse<byte[]> answer = send(wanted);
    while (answer.statusCode() == 429) {
      assertThat(Instant.now()).as("still refused").isBefore(end);
      long seconds = answer.headers().firstValueAsLong("Retry-After").orElseThrow();
      new CompletableFuture<Void>().completeOnTimeout(null, seconds, TimeUnit.SECONDS).join();
      answer = send(wanted);
    }
    check(wanted, answer);
    return answer.statusCode();
  }

  private HttpResponse<byte[]> send(Wanted wanted) throws Exception {
    String url = urls.get(wanted.number % PICTURES);
    return http.send(
        HttpRequest.newBuilder(URI.create(url + wanted.options())).timeout(BOUND).build(),
        BodyHandlers.ofByteArray());
  }

  private static void check(Wanted wanted, HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() == 429) {
      assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
    } else if (answer.statusCode() == 200) {
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/" + wanted.format);
      if (wanted.number % SAMPLE == 0) {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(image).as("decoded").isNotNull();
        assertThat(image.getWidth()).isEqualTo(wanted.width);
      }
    }
  }
}
