package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.http.UploadCalls.PNG;
import static dev.vitrine.server.http.UploadCalls.begin;
import static dev.vitrine.server.http.UploadCalls.body;
import static dev.vitrine.server.http.UploadCalls.complete;
import static dev.vitrine.server.http.UploadCalls.id;
import static dev.vitrine.server.http.UploadCalls.piece;
import static dev.vitrine.server.http.UploadCalls.put;
import static dev.vitrine.server.http.UploadCalls.status;
import static dev.vitrine.server.http.UploadCalls.upload;
import static dev.vitrine.server.http.UploadCalls.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files uploaded in parts over HTTP. */
class UploadsTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();
  private final ApiClient studio = SERVER.as(STUDIO);
  private final ApiClient anybody = SERVER.stranger();

  private Answer sent(String body, byte[] bytes) {
    Answer begun = studio.call("POST", "/uploads", body);
    assertThat(put(anybody, url(begun, 1), bytes).status()).isEqualTo(200);
    return complete(studio, id(begun));
  }

  @Test
  void aPictureInPartsBecomesAnAsset() throws Exception {
    Answer begun = begin(studio, 3);
    assertThat(status(begun)).isEqualTo("pending");
    for (int number : new int[] {3, 1, 2}) {
      byte[] piece = piece(PNG, number, 3);
      Answer answer = put(anybody, url(begun, number), piece);
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(piece));
      assertThat(answer.header("ETag")).isEqualTo("\"" + hash + "\"");
    }
    Answer done = complete(studio, id(begun));
    assertThat(status(done)).isEqualTo("imported");
    Answer asset = studio.get("/assets/" + upload(done).text("entityId"));
    assertThat(asset.text())
        .contains("\"mimeType\":\"image/png\"")
        .contains("\"name\":\"pixel.png\"")
        .contains("\"size\":" + PNG.length);
    assertThat(complete(studio, id(begun)).text()).isEqualTo(done.text());
    assertThat(studio.get("/uploads/" + id(begun)).text()).isEqualTo(done.text());
  }

  @Test
  void bothNamesOfTheActionAreKnown() {
    Answer begun = begin(studio, 1);
    put(anybody, url(begun, 1), PNG);
    String path = "/uploads/" + id(begun) + "/action";
    assertThat(studio.call("POST", path, "{\"action\":\"cancel\"}").status()).isEqualTo(400);
    assertThat(studio.call("POST", path, "{}").reason()).isEqualTo("\"action\" is required");
    assertThat(status(studio.call("POST", path, "{\"action\":\"upload-complete\"}")))
        .isIn("validating", "imported");
  }

  @Test
  void anUploadTellsWhichPartsAreThere() {
    Answer begun = begin(studio, 4);
    put(anybody, url(begun, 2), piece(PNG, 2, 4));
    put(anybody, url(begun, 4), piece(PNG, 4, 4));
    Answer now = studio.get("/uploads/" + id(begun));
    assertThat(UploadCalls.there(now)).containsExactly(2, 4);
    assertThat(TestServer.text(UploadCalls.parts(now).get(1)))
        .contains("\"size\":" + piece(PNG, 2, 4).length)
        .contains("\"etag\":\"");
    Answer refused = complete(studio, id(begun));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(TestServer.text(refused.details())).contains("\"numbers\":[1,3]");
  }

  @Test
  void nobodyElseFindsIt() {
    Answer begun = begin(studio, 1);
    ApiClient rival = SERVER.as(RIVAL, Role.ADMIN);
    assertThat(rival.get("/uploads/" + id(begun)).status()).isEqualTo(404);
    assertThat(complete(rival, id(begun)).status()).isEqualTo(404);
    assertThat(complete(SERVER.as(STUDIO, Role.READER), id(begun)).status()).isEqualTo(403);
    assertThat(begin(SERVER.as(STUDIO, Role.READER), 1).status()).isEqualTo(403);
  }

  @Test
  void whoMayOnlyReadGetsNothingToSendPartsWith() {
    Answer begun = begin(studio, 2);
    put(anybody, url(begun, 2), piece(PNG, 2, 2));
    Answer read = SERVER.as(STUDIO, Role.READER).get("/uploads/" + id(begun));
    assertThat(UploadCalls.there(read)).containsExactly(2);
    assertThat(UploadCalls.parts(read))
        .hasSize(2)
        .allSatisfy(part -> {
          assertThat(part.text("url")).isNull();
          assertThat(part.text("expires")).isNull();
        });
    assertThat(read.text()).doesNotContain("Signature");
    assertThat(url(SERVER.as(STUDIO, Role.EDITOR).get("/uploads/" + id(begun)), 2))
        .contains("Signature");
  }

  @Test
  void beginningAgainUnderTheSameKeyBeginsNothingFurther() {
    ApiClient keyed = studio.header("Idempotency-Key", "one-upload");
    Answer first = begin(keyed, 2);
    put(anybody, url(first, 1), piece(PNG, 1, 2));
    Answer again = begin(keyed, 2);
    assertThat(id(again)).isEqualTo(id(first));
    assertThat(UploadCalls.there(again)).containsExactly(1);
    assertThat(begin(keyed, 3).status()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0} sent as {1}")
  @CsvSource({"image,image/jpeg", "asset,text/plain", "avatar,image/png"})
  void whatItIsIsToldByItsBytes(String kind, String type) {
    Answer done = sent(body("a.jpg", type, kind, PNG.length, 1), PNG);
    assertThat(status(done)).isEqualTo("imported");
    Answer asset = studio.get("/assets/" + upload(done).text("entityId"));
    assertThat(asset.text()).contains("\"mimeType\":\"image/png\"");
    assertThat(asset.text())
        .contains("\"type\":\"" + (kind.equals("avatar") ? "uploaded-avatar" : "uploaded") + "\"");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"3d", "audio", "video", "text"})
  void whatIsSomethingElseFails(String kind) {
    Answer done = sent(body("a.bin", "model/obj", kind, PNG.length, 1), PNG);
    assertThat(status(done)).isEqualTo("failed");
    assertThat(upload(done).text("errorMessage"))
        .isEqualTo("The upload was to be of the kind " + kind + ", and the file is image/png");
    assertThat(upload(done).get("entityId")).isNull();
  }

  @Test
  void textIsNoPicture() {
    byte[] text = "Not a picture at all".getBytes(StandardCharsets.UTF_8);
    Answer done = sent(body("a.png", "image/png", "image", text.length, 1), text);
    assertThat(status(done)).isEqualTo("failed");
  }

  @Test
  void optionsReachTheAsset() {
    Answer collection = studio.call("POST", "/collections", "{\"name\":\"Uploads\"}");
    String collectionId =
        String.valueOf(TestServer.object(collection.json(), "collection").text("id"));
    Answer done =
        sent(
            "{\"assetOptions\":{\"hide\":true,\"collectionIds\":[\""
                + collectionId
                + "\"]},"
                + body("a.png", "image/png", "image", PNG.length, 1).strip().substring(1),
            PNG);
    assertThat(studio.get("/assets/" + upload(done).text("entityId")).text())
        .contains("\"isHidden\":true")
        .contains("\"collectionIds\":[\"" + collectionId + "\"]");
  }

  @Test
  void theLimitIsToldAndHeld() {
    assertThat(studio.get("/limits").text()).contains("\"uploadBytes\":5368709120");
    Answer refused =
        studio.call(
            "POST",
            "/uploads",
            "{\"fileName\":\"a\",\"contentType\":\"a/b\",\"kind\":\"asset\",\"parts\":1,\"fileSize\":5368709121}");
    assertThat(refused.detail("limit")).isEqualTo(5_368_709_120L);
  }

  @Test
  void tenThousandPartsAreAnswered() {
    Answer begun =
        studio.call("POST", "/uploads", body("a.bin", "a/b", "asset", 1_000_000, 10_000));
    assertThat(UploadCalls.parts(begun)).hasSize(10_000);
    assertThat(put(anybody, url(begun, 10_000), new byte[100]).status()).isEqualTo(200);
  }

  @Test
  void whatBecomesOfUploadsIsCounted() {
    sent(body("a.png", "image/png", "image", PNG.length, 1), PNG);
    sent(body("a.png", "image/png", "audio", PNG.length, 1), PNG);
    assertThat(anybody.get("/metrics").text())
        .contains("vitrine_uploads_bytes_count{outcome=\"imported\"}")
        .contains("vitrine_uploads_bytes_count{outcome=\"failed\"}");
  }
}
