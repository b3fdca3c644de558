package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.PUBLIC_TOKEN;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.SECRET;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.TestServer.credentials;
import static dev.vitrine.server.TestServer.keyId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who gets what of which model by which read: one table, every cell asked over HTTP (contract
 * sections 1 and 2).
 */
class AuthorizationMatrixTest {
  @AutoClose private static final TestServer SERVER = TestServer.startForAnyone();

  enum Asker {
    READER,
    EDITOR,
    ADMIN,
    ANYONE,
    STRANGER
  }

  enum Owner {
    OWN,
    OTHER
  }

  enum Way {
    BULK,
    LINES,
    SINGLE
  }

  /** What an asker is to be given. */
  enum Outcome {
    REFUSED,
    NOTHING,
    ROW,
    ROW_WITH_IMAGES
  }

  /** The fields that flags add or drop: present in the row for the owner, for others. */
  enum Flags {
    NONE(false, false, true),
    SETTINGS(true, false, true),
    THUMBNAIL(false, true, true),
    ALL_IMAGES(false, false, true),
    MINIMAL(false, false, false);

    private final boolean embeddings;
    private final boolean thumbnail;
    private final boolean whole;

    Flags(boolean embeddings, boolean thumbnail, boolean whole) {
      this.embeddings = embeddings;
      this.thumbnail = thumbnail;
      this.whole = whole;
    }

    JsonObject addedTo(JsonObject body) {
      return switch (this) {
        case NONE -> body;
        case SETTINGS -> body.with("settings", JsonBoolean.TRUE);
        case THUMBNAIL -> body.with("thumbnail", JsonBoolean.TRUE);
        case ALL_IMAGES -> body.with("allTrainingImages", JsonBoolean.TRUE);
        case MINIMAL -> body.with("minimal", JsonBoolean.TRUE);
      };
    }
  }

  record Cell(Asker asker, Owner owner, String privacy, Way way, Flags flags) {
    /** The table: visibility, and images for whoever belongs to the owning project. */
    Outcome outcome() {
      if (asker == Asker.STRANGER || (asker == Asker.ANYONE && way != Way.SINGLE)) {
        return Outcome.REFUSED;
      }
      if (asker == Asker.ANYONE) {
        return privacy.equals("public") ? Outcome.ROW : Outcome.NOTHING;
      }
      if (owner == Owner.OWN) {
        return flags == Flags.MINIMAL ? Outcome.ROW : Outcome.ROW_WITH_IMAGES;
      }
      return privacy.equals("private") ? Outcome.NOTHING : Outcome.ROW;
    }

    String id() {
      return owner + "-" + privacy;
    }

    ApiClient client() {
      return switch (asker) {
        case STRANGER -> SERVER.stranger();
        case ANYONE -> SERVER.authorized(PUBLIC_TOKEN);
        case READER, EDITOR, ADMIN ->
            SERVER.authorized(credentials(keyId(STUDIO, Role.valueOf(asker.name())), SECRET));
      };
    }
  }

  @BeforeAll
  static void fill() {
    for (Owner owner : Owner.values()) {
      for (String privacy : List.of("private", "unlisted", "public")) {
        SERVER.model(
            owner == Owner.OWN ? STUDIO : RIVAL,
            """
            {"id":"%s-%s","type":"custom","privacy":"%s","promptEmbedding":"warm","thumbnail":{"assetId":"asset_t","url":"https://x.test"},
             "trainingImages":[{"id":"asset_1"},{"id":"asset_2"},{"id":"asset_3"},{"id":"asset_4"}]}
            """
                .formatted(owner, privacy, privacy));
      }
    }
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Asker asker : Asker.values()) {
      for (Owner owner : Owner.values()) {
        for (String privacy : List.of("private", "unlisted", "public")) {
          for (Flags flags : Flags.values()) {
            cells.add(new Cell(asker, owner, privacy, Way.BULK, flags));
            cells.add(new Cell(asker, owner, privacy, Way.LINES, flags));
          }
          cells.add(new Cell(asker, owner, privacy, Way.SINGLE, Flags.NONE));
        }
      }
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void everyCellIsAsTheTableSays(Cell cell) {
    switch (cell.way()) {
      case BULK -> checkBulk(cell, cell.client());
      case LINES -> checkBulk(cell, cell.client().ndjson());
      case SINGLE -> checkSingle(cell);
    }
  }

  private static void checkBulk(Cell cell, ApiClient client) {
    Answer answer = client.query("report").bulk(cell.flags().addedTo(ids(cell.id())));
    switch (cell.outcome()) {
      case REFUSED -> assertThat(answer.status()).isEqualTo(401);
      case NOTHING -> {
        assertThat(answer.rows()).isEmpty();
        assertThat(answer.outcome("notFound")).containsExactly(cell.id());
      }
      case ROW, ROW_WITH_IMAGES -> {
        JsonObject row = answer.row();
        int images = cell.outcome() == Outcome.ROW ? -1 : cell.flags() == Flags.ALL_IMAGES ? 4 : 3;
        assertRow(row, images, cell.flags().embeddings, cell.flags().thumbnail, cell.flags().whole);
      }
    }
  }

  private static void checkSingle(Cell cell) {
    Answer answer = cell.client().model(cell.id());
    switch (cell.outcome()) {
      case REFUSED -> assertThat(answer.status()).isEqualTo(401);
      case NOTHING -> assertThat(answer.status()).isEqualTo(404);
      case ROW -> assertRow(answer.model(), -1, true, true, true);
      case ROW_WITH_IMAGES -> assertRow(answer.model(), 4, true, true, true);
    }
  }

  private static void assertRow(
      JsonObject row, int images, boolean embeddings, boolean thumbnail, boolean whole) {
    var sent = row.array("trainingImages");
    assertThat(sent == null ? -1 : sent.size()).as("images").isEqualTo(images);
    assertThat(row.get("promptEmbedding") != null).as("embeddings").isEqualTo(embeddings);
    assertThat(row.get("thumbnail") != null).as("thumbnail").isEqualTo(thumbnail);
    assertThat(row.get("privacy") != null).as("whole").isEqualTo(whole);
  }
}
