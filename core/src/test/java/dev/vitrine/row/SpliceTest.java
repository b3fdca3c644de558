package dev.vitrine.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpliceTest {
  private static final Splice OBJECT = new Splice("{\"models\":[".getBytes(UTF_8), (byte) ',');
  private static final Splice LINES = new Splice(new byte[0], (byte) '\n');

  private static Row row(String json) {
    return new Row(json.getBytes(UTF_8), "1.0", 0).withDeflated();
  }

  private static byte[] bytes(Spliced answer, int piece) {
    ByteBuffer all = ByteBuffer.allocate((int) answer.length());
    ByteBuffer some = ByteBuffer.allocate(piece);
    boolean last;
    do {
      last = answer.read(some.clear());
      all.put(some.flip());
    } while (!last);
    assertThat(all.hasRemaining()).isFalse();
    return all.array();
  }

  private static byte[] gunzip(byte[] gzip) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(gzip);
    byte[] plain = new GZIPInputStream(in).readAllBytes();
    assertThat(in.available()).as("nothing follows the one member").isZero();
    return plain;
  }

  @Property(tries = 300)
  void gzipHoldsExactlyThePlainAnswer(
      @ForAll @Size(max = 30) List<String> texts,
      @ForAll String close,
      @ForAll @IntRange(min = 1, max = 300) int piece)
      throws IOException {
    List<Row> rows = texts.stream().map(SpliceTest::row).toList();
    for (Splice form : List.of(OBJECT, LINES)) {
      byte[] plain = bytes(form.plain(rows, close.getBytes(UTF_8)), piece);
      assertThat(gunzip(bytes(form.gzip(rows, close.getBytes(UTF_8)), piece))).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 1000})
  void answersOfAnyNumberOfRows(int number) throws IOException {
    List<Row> rows =
        java.util.stream.IntStream.range(0, number)
            .mapToObj(i -> row("{\"id\":\"model " + i + "\"}"))
            .toList();
    String joined =
        String.join(",", rows.stream().map(row -> new String(row.json(), UTF_8)).toList());
    byte[] close = "]}".getBytes(UTF_8);
    assertThat(new String(bytes(OBJECT.plain(rows, close), 4096), UTF_8))
        .isEqualTo("{\"models\":[" + joined + "]}");
    assertThat(new String(gunzip(bytes(OBJECT.gzip(rows, close), 4096)), UTF_8))
        .isEqualTo("{\"models\":[" + joined + "]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_534, 65_535, 65_536, 200_000})
  void whatFollowsTheRowsMayBeLong(int length) throws IOException {
    byte[] close = "x".repeat(length).getBytes(UTF_8);
    for (List<Row> rows : List.of(List.<Row>of(), List.of(row("{}")))) {
      assertThat(gunzip(bytes(OBJECT.gzip(rows, close), 1000)))
          .isEqualTo(bytes(OBJECT.plain(rows, close), 1000));
    }
  }
}
