package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code Accept-Encoding} on every form of answer (contract section 2). */
class CompressionTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  @BeforeAll
  static void fill() {
    SERVER.model(
        STUDIO,
        "{\"id\":\"m\",\"type\":\"custom\",\"name\":\"%s\"}"
            .formatted("long and repetitive ".repeat(500)));
  }

  static Stream<Named<Function<ApiClient, Answer>>> forms() {
    return Stream.of(
        Named.of("JSON", client -> client.bulk(ids("m"))),
        Named.of("JSON without rows", client -> client.bulk("{}")),
        Named.of("JSON with a report", client -> client.query("report").bulk(ids("m", "nowhere"))),
        Named.of("NDJSON", client -> client.ndjson().bulk(ids("m"))),
        Named.of("NDJSON without rows", client -> client.ndjson().bulk("{}")),
        Named.of(
            "NDJSON with a report",
            client -> client.ndjson().query("report").bulk(ids("m", "nowhere"))),
        Named.of("a single read", client -> client.model("m")));
  }

  private static Stream<Arguments> formsBy(String... encodings) {
    return forms()
        .flatMap(form -> Stream.of(encodings).map(encoding -> Arguments.of(form, encoding)));
  }

  static Stream<Arguments> accepting() {
    return formsBy(
        "gzip",
        "GZIP",
        "x-gzip",
        "*",
        "br, gzip;q=0.5",
        "deflate, gzip;q=1.0, *;q=0",
        "gzip;q=0.001");
  }

  static Stream<Arguments> declining() {
    return formsBy("identity", "gzip;q=0", "gzip; q=0.0, *", "*;q=0", "br", "gzipped", "deflate");
  }

  @ParameterizedTest(name = "{0}, Accept-Encoding: {1}")
  @MethodSource("accepting")
  void compressedIsTheSameAsPlain(Function<ApiClient, Answer> form, String encoding) {
    Answer plain = form.apply(SERVER.as(STUDIO));
    Answer compressed = form.apply(SERVER.as(STUDIO).header("Accept-Encoding", encoding));
    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.text()).isEqualTo(plain.text());
    assertThat(compressed.header("Content-Type")).isEqualTo(plain.header("Content-Type"));
    assertThat(compressed.header("ETag")).isEqualTo(plain.header("ETag"));
    assertThat(compressed.header("Vary")).contains("Accept-Encoding");
    if (plain.body().length > 2000) {
      assertThat(compressed.raw().length).isLessThan(plain.raw().length);
    }
  }

  @ParameterizedTest(name = "{0}, Accept-Encoding: {1}")
  @MethodSource("declining")
  void whoeverDeclinesGetsPlain(Function<ApiClient, Answer> form, String encoding) {
    Answer answer = form.apply(SERVER.as(STUDIO).header("Accept-Encoding", encoding));
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(answer.text()).isEqualTo(form.apply(SERVER.as(STUDIO)).text());
    assertThat(answer.header("Vary")).contains("Accept-Encoding");
  }

  @Test
  void errorsArePlainOrCompressedButAlwaysReadable() {
    Answer answer = SERVER.as(STUDIO).gzip().bulk("{");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("MALFORMED_JSON");
    assertThat(SERVER.as(STUDIO).gzip().model("nowhere").code()).isEqualTo("NOT_FOUND");
    assertThat(SERVER.stranger().gzip().bulk("{}").code()).isEqualTo("UNAUTHENTICATED");
  }
}
