package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.TestServer.array;
import static dev.vitrine.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.server.Answer;
import dev.vitrine.server.TestServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PUT /models/{modelId}/tags} (contract section 5). */
class ModelTagsTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();
  private static final AtomicInteger IDS = new AtomicInteger();

  private static String stored(String tags) {
    String id = "m" + IDS.incrementAndGet();
    SERVER.model(STUDIO, "{\"id\":\"" + id + "\",\"type\":\"custom\",\"tags\":" + tags + "}");
    return id;
  }

  private static Answer change(String id, String body) {
    return SERVER.as(STUDIO).call("PUT", "/models/" + id + "/tags", body);
  }

  private static List<String> tags(String id) {
    return array(SERVER.as(STUDIO).model(id).model(), "tags").strings();
  }

  @Test
  void theAnswerSaysWhatReallyChanged() {
    String id = stored("[\"a\",\"b\"]");
    Answer changed = change(id, "{\"add\":[\"b\",\"c\",\"c\",\"😀\"],\"delete\":[\"a\",\"x\"]}");
    assertThat(changed.json()).isEqualTo(json("{\"added\":[\"c\",\"😀\"],\"deleted\":[\"a\"]}"));
    assertThat(tags(id)).containsExactly("b", "c", "😀");
    assertThat(change(id, "").json()).isEqualTo(json("{\"added\":[],\"deleted\":[]}"));
  }

  @Test
  void strictRefusesWhatWouldChangeNothing() {
    String id = stored("[\"a\"]");
    Answer there = change(id, "{\"add\":[\"n\",\"a\"],\"strict\":true}");
    assertThat(there.status()).isEqualTo(400);
    assertThat(there.details().text("field")).isEqualTo("add");
    assertThat(there.detail("index")).isEqualTo(1);
    Answer missing = change(id, "{\"delete\":[\"x\"],\"strict\":\"true\"}");
    assertThat(missing.details().text("field")).isEqualTo("delete");
    assertThat(missing.detail("index")).isEqualTo(0);
    assertThat(tags(id)).containsExactly("a");
  }

  /** The place is that in the list as it was sent, whatever was named twice before it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"add\":[\"n\",\"n\",\"x,y\"]}",
        "{\"add\":[\"n\",\"n\",\"a\"],\"strict\":true}",
        "{\"delete\":[\"a\",\"a\",\"x\"],\"strict\":true}"
      })
  void errorsNameThePlaceInTheListThatWasSent(String body) {
    assertThat(change(stored("[\"a\"]"), body).detail("index")).isEqualTo(2);
  }

  @Test
  void whatAnImportBroughtCanBeTakenAwayAndStays() {
    String id = stored("[\" odd,one\\u202e\",\"a\"]");
    change(id, "{\"add\":[\"b\"]}");
    assertThat(tags(id)).containsExactly(" odd,one\u202e", "a", "b");
    change(id, "{\"delete\":[\" odd,one\\u202e\"]}");
    assertThat(tags(id)).containsExactly("a", "b");
  }

  @Test
  void tagsAreBounded() {
    String id = stored("[]");
    for (String body :
        List.of(
            "{\"add\":[\"\"]}",
            "{\"add\":[\"a \"]}",
            "{\"add\":[\"a,b\"]}",
            "{\"add\":[\"a\\u0000b\"]}",
            "{\"add\":[\"a\\tb\"]}",
            "{\"add\":[\"a\\u2028b\"]}",
            "{\"add\":[\"a\\u202eb\"]}",
            "{\"add\":[7]}",
            "{\"add\":\"a\"}",
            "{\"add\":[\"" + "x".repeat(101) + "\"]}",
            "{\"strict\":1}")) {
      assertThat(change(id, body).status()).as(body).isEqualTo(400);
    }
    assertThat(change(id, add(0, 10_000)).detail("received")).isEqualTo(10_000);
    assertThat(change(id, add(0, 100)).status()).isEqualTo(200);
    Answer full = change(id, add(100, 101));
    assertThat(full.status()).isEqualTo(400);
    assertThat(full.detail("limit")).isEqualTo(100);
    assertThat(tags(id)).hasSize(100);
  }

  private static String add(int from, int to) {
    JsonArray tags =
        JsonArray.ofStrings(IntStream.range(from, to).mapToObj(i -> "tag " + i).toList());
    return "{\"add\":" + TestServer.text(tags) + "}";
  }
}
