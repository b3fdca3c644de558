package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What common clients make of a compressed answer is the plain answer, byte for byte. A client that
 * is not on the machine is skipped.
 */
class GzipClientsTest {
  private static final int MODELS = 1000;
  private static final int PATIENCE_SECONDS = 60;

  private static final List<String> CURL =
      List.of(
          "curl",
          "--silent",
          "--show-error",
          "--fail",
          "--compressed",
          "--noproxy",
          "*",
          "--header",
          "Authorization: {authorization}",
          "--header",
          "Content-Type: application/json",
          "--header",
          "Accept: {accept}",
          "--data-binary",
          "@{body}",
          "--output",
          "{out}",
          "{url}");

  /** Fails unless the answer came compressed and is one whole member. */
  private static final String PYTHON_GZIP =
      """
      import gzip, sys, urllib.request
      url, authorization, accept, body, out = sys.argv[1:]
      request = urllib.request.Request(url, open(body, 'rb').read(), {
          'Authorization': authorization, 'Accept': accept, 'Accept-Encoding': 'gzip',
          'Content-Type': 'application/json'})
      opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
      with opener.open(request) as answer:
          assert answer.headers['Content-Encoding'] == 'gzip', answer.headers
          open(out, 'wb').write(gzip.decompress(answer.read()))
      """;

  private static final String PYTHON_ZLIB =
      """
      import zlib
      def whole(compressed):
          member = zlib.decompressobj(31)
          plain = member.decompress(compressed) + member.flush()
          assert member.eof and not member.unused_data
          return plain
      """
          + PYTHON_GZIP.replace("gzip.decompress", "whole");

  private static final String NODE_ZLIB =
      """
      const [url, authorization, accept, body, out] = process.argv.slice(-5);
      const http = require('http'), zlib = require('zlib'), fs = require('fs');
      const request = http.request(url, {method: 'POST', headers: {authorization, accept,
          'accept-encoding': 'gzip', 'content-type': 'application/json'}}, answer => {
        if (answer.headers['content-encoding'] !== 'gzip') throw new Error('not compressed');
        const pieces = [];
        answer.on('data', piece => pieces.push(piece));
        answer.on('end', () => fs.writeFileSync(out, zlib.gunzipSync(Buffer.concat(pieces))));
      });
      request.end(fs.readFileSync(body));
      """;

  private static final String NODE_FETCH =
      """
      const [url, authorization, accept, body, out] = process.argv.slice(-5);
      const fs = require('fs');
      fetch(url, {method: 'POST', body: fs.readFileSync(body), headers: {authorization, accept,
          'accept-encoding': 'gzip', 'content-type': 'application/json'}}).then(async answer => {
        if (answer.headers.get('content-encoding') !== 'gzip') throw new Error('not compressed');
        fs.writeFileSync(out, Buffer.from(await answer.arrayBuffer()));
      });
      """;

  @AutoClose private static final TestServer SERVER = TestServer.start();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @BeforeAll
  static void fill() {
    for (int i = 0; i < MODELS; i++) {
      SERVER.model(
          STUDIO,
          "{\"id\":\"m%d\",\"type\":\"custom\",\"name\":\"Größe %x, 日本語\",\"shortDescription\":\"%s\"}"
              .formatted(i, i * 7919, "%06x ".formatted(i * 104_729).repeat(i % 40)));
    }
  }

  /** A way of asking and decompressing. */
  enum Tool {
    JAVA,
    CURL,
    PYTHON_GZIP,
    PYTHON_ZLIB,
    NODE_ZLIB,
    NODE_FETCH
  }

  static Stream<Arguments> answers() {
    return Stream.of(Tool.values())
        .flatMap(tool ->
            Stream.of("application/json", "application/x-ndjson")
                .flatMap(accept ->
                    Stream.of("", "?report=true")
                        .flatMap(query ->
                            Stream.of(0, 1, 50, 1000)
                                .map(rows -> Arguments.of(tool, accept, query, rows)))));
  }

  @ParameterizedTest(name = "{0}, {1}{2}, {3} rows")
  @MethodSource("answers")
  void decompressedIsPlain(Tool tool, String accept, String query, int rows) throws Exception {
    String body =
        TestServer.text(
            ids(
                Stream.concat(IntStream.range(0, rows).mapToObj(i -> "m" + i), Stream.of("nowhere"))
                    .limit(MODELS)
                    .toList()));
    ApiClient plain = SERVER.as(STUDIO).header("Accept", accept);
    byte[] expected = (query.isEmpty() ? plain : plain.query(query.substring(1))).bulk(body).raw();
    URI url = URI.create(SERVER.address() + "/v1/models/get-bulk" + query);
    assertThat(read(tool, url, accept, body)).isEqualTo(expected);
  }

  private byte[] read(Tool tool, URI url, String accept, String body) throws Exception {
    return switch (tool) {
      case JAVA -> java(url, accept, body);
      case CURL -> run(url, accept, body, CURL);
      case PYTHON_GZIP -> run(url, accept, body, script("python3", "-c", PYTHON_GZIP));
      case PYTHON_ZLIB -> run(url, accept, body, script("python3", "-c", PYTHON_ZLIB));
      case NODE_ZLIB -> run(url, accept, body, script("node", "-e", NODE_ZLIB));
      case NODE_FETCH -> run(url, accept, body, script("node", "-e", NODE_FETCH));
    };
  }

  private static byte[] java(URI url, String accept, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Authorization", TestServer.credentials(STUDIO))
            .header("Accept", accept)
            .header("Accept-Encoding", "gzip")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
        return in.readAllBytes();
      }
    }
  }

  private static List<String> script(String interpreter, String option, String script) {
    return List.of(
        interpreter, option, script, "{url}", "{authorization}", "{accept}", "{body}", "{out}");
  }

  private byte[] run(URI url, String accept, String body, List<String> template)
      throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("body.json"), body);
    Path out = folder.resolve("answer");
    Path log = folder.resolve("log");
    Files.deleteIfExists(out);
    List<String> command = new ArrayList<>();
    for (String argument : template) {
      command.add(
          argument
              .replace("{url}", url.toString())
              .replace("{authorization}", TestServer.credentials(STUDIO))
              .replace("{accept}", accept)
              .replace("{body}", in.toString())
              .replace("{out}", out.toString()));
    }
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      return abort(command.getFirst() + " is not on this machine: " + e.getMessage());
    }
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return Files.readAllBytes(out);
  }
}
