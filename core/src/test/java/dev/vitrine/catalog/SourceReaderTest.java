package dev.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceReaderTest {
  private static final String A = "{\"id\":\"a\",\"type\":\"t\"}";
  private static final String B = "{\"id\":\"b\",\"type\":\"t\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"models\":[A,B]}",
        "{\"models\": [\nA,\nB\n]}\n",
        "{\n  \"version\": {\"models\": [1]},\n  \"models\": [\n    A,\n    B\n  ],\n  \"total\": [2, {\"x\": null}]\n}",
        "{\"id\":\"a collection\",\"models\":[A,B],\"type\":\"late\"}",
        "[A,B]",
        "  \n[\n A ,\n B ]",
        "A\nB",
        "A\r\n\r\nB\r\n",
        "\n\nA\n  \t\nB\n",
        "AB",
        "A B",
        "[A]\n[B]",
        "[A][B]",
        "{\"models\":[A]}{\"models\":[B]}",
        "{\"models\":[A]}\n{\"models\":[B]}\n",
        "A\n{\"models\":[B]}\n",
        "A\n[B]\n",
        "{\n \"id\": \"a\",\n \"type\": \"t\"\n}\n{\n \"id\": \"b\",\n \"type\": \"t\"\n}",
        "{\n \"id\": \"a\",\n \"type\": \"t\"\n}{\"models\":[B]}",
        "\uFEFFA\nB",
        "\uFEFF{\"models\":[A,B]}"
      })
  void findsTheModelsWhateverTheFormIs(String form) {
    String text = form.replace("A", A).replace("B", B);
    assertThat(read(text)).as(text).isEqualTo(new Read(List.of(A, B), List.of()));
    assertThat(read(gzip(text))).isEqualTo(new Read(List.of(A, B), List.of()));
  }

  @Test
  void aModelMayHaveAMemberCalledModels() {
    String model = "{\"id\":\"a\",\"type\":\"t\",\"models\":[1]}";
    assertThat(read(model).documents()).containsExactly(model);
    assertThat(read(model.replace(",", ",\n")).documents()).containsExactly(model);
  }

  @Test
  void aBrokenLineCostsItself() {
    Read read = read(A + "\n{\"id\":\"x\",\n{\"id\":\"y\"\nnonsense\n" + B + "\n");
    assertThat(read.documents()).containsExactly(A, B);
    assertThat(read.refusals())
        .containsExactly(
            "-:2: the line is not valid JSON at column 11",
            "-:3: the line is not valid JSON at column 10",
            "-:4: the line is not valid JSON at column 9");
  }

  @Test
  void aBrokenFirstLineCostsItself() {
    assertThat(read("{\"id\":\"x\",\n" + A + "\n" + B).documents()).containsExactly(A, B);
    assertThat(read("id,type\n" + A + "\n" + B).documents()).containsExactly(A, B);
  }

  @Test
  void anOverlongLineCostsItself() {
    InputStream in =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    stream(A + "\n{\"id\":\"x\",\"y\":\""),
                    stream("z".repeat(17 << 20)),
                    stream("\"}\n" + B))));
    Read read = read(in);
    assertThat(read.documents()).containsExactly(A, B);
    assertThat(read.refusals()).containsExactly("-:2: the line is longer than 16777216 bytes");
  }

  @Test
  void aValueThatBreaksARuleCostsItself() {
    for (String form :
        List.of("{\"models\":[\n%s,\n%s,\n%s]}", "[\n%s,\n%s,\n%s]", "\n%s\n%s\n%s")) {
      Read read = read(String.format(form, A, "{\"id\":\"x\",\"id\":\"y\"}", B));
      assertThat(read.documents()).containsExactly(A, B);
      assertThat(read.refusals())
          .singleElement()
          .asString()
          .startsWith("-:3")
          .contains("has the member \"id\" twice");
    }
  }

  @Test
  void theMembersOfAModelOverLinesAreHeldToTheRulesToo() {
    assertThat(read("{\n\"id\":\"x\",\n\"id\":\"y\"}").refusals())
        .containsExactly("-:1: the document has a member twice in one object");
    assertThat(read("{\n\"id\":\"x\",\"\\ud800\":1}").refusals()).hasSize(1);
    assertThat(read("{\n\"id\":\"x\",\"a\\u0000\":1}").refusals()).hasSize(1);
    assertThat(read("{\n\"id\":\"x\",\"d\":" + "[".repeat(64) + "]".repeat(64) + "}").refusals())
        .hasSize(1);
    assertThat(read("{\n\"id\":\"x\",\"d\":" + "[".repeat(63) + "]".repeat(63) + "}").documents())
        .hasSize(1);
  }

  @Test
  void brokenSyntaxInAnArraySaysHowFarItCame() {
    Read read = read("[\n" + A + ",\n" + B + ",\n{\"id\":oops},\n" + A + "]");
    assertThat(read.documents()).containsExactly(A, B);
    assertThat(read.refusals())
        .singleElement()
        .asString()
        .startsWith("-:4 (index 2): the text is not valid JSON at line 4")
        .endsWith("; 2 documents were read before this point, what follows was not read");
  }

  @Test
  void aTextThatStopsIsSaidToStop() {
    assertThat(read("{\"models\":[" + A + ",").refusals()).hasSize(1);
    assertThat(read("{\"models\":[" + A).refusals()).hasSize(1);
    assertThat(read("{\"models\":[" + A + "]").refusals()).hasSize(1);
    assertThat(read("{\"models\":[" + A + "]").documents()).containsExactly(A);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "\uFEFF"})
  void anEmptyTextIsAnError(String text) {
    assertThat(read(text).refusals()).containsExactly("-:1: is empty");
  }

  @Test
  void noModelsAreNoError() {
    assertThat(read("{\"models\":[]}")).isEqualTo(new Read(List.of(), List.of()));
    assertThat(read("[]")).isEqualTo(new Read(List.of(), List.of()));
  }

  @Test
  void anObjectOfAnotherKindIsRefused() {
    assertThat(read("{\n\"name\":\"n\"}").refusals())
        .containsExactly(
            "-:1: the document has no \"models\" array and is no model: it has no \"id\"");
    assertThat(read("{\n\"models\":{}}").refusals()).hasSize(1);
  }

  @Test
  void otherValuesAreLeftToTheReceiver() {
    assertThat(read("[1,null,\"a\"]").documents()).containsExactly("1", "null", "\"a\"");
  }

  @Test
  void aFailingStreamIsToldFromBrokenJson() {
    InputStream gone =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("the disk is gone");
          }
        };
    InputStream failing = new SequenceInputStream(stream("[" + " ".repeat(300_000)), gone);
    assertThat(read(failing).refusals())
        .singleElement()
        .asString()
        .contains("cannot be read: the disk is gone");
    byte[] packed = gzip("[" + (A + ",").repeat(500_000));
    Read cut = read(new ByteArrayInputStream(packed, 0, packed.length / 2));
    assertThat(cut.refusals())
        .singleElement()
        .asString()
        .contains("cannot be read: Unexpected end of ZLIB input stream");
  }

  private record Read(List<String> documents, List<String> refusals) {}

  private static Read read(String text) {
    return read(stream(text));
  }

  private static Read read(byte[] bytes) {
    return read(new ByteArrayInputStream(bytes));
  }

  private static Read read(InputStream in) {
    Read read = new Read(new ArrayList<>(), new ArrayList<>());
    SourceReader.read(
        "-",
        in,
        new SourceSink() {
          @Override
          public void document(Json value, SourcePlace place) {
            read.documents().add(new String(JsonWriter.write(value), StandardCharsets.UTF_8));
          }

          @Override
          public void unreadable(SourcePlace place, String reason) {
            read.refusals().add(place + ": " + reason);
          }
        });
    return read;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
