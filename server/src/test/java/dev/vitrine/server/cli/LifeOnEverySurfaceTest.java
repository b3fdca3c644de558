package dev.vitrine.server.cli;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.NOW;
import static dev.vitrine.server.TestServer.SECRET;
import static dev.vitrine.server.TestServer.array;
import static dev.vitrine.server.TestServer.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.Projects;
import dev.vitrine.catalog.Teams;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One session, by hand over HTTP, over the Java client and on the command line: a model is created,
 * tagged, put in a collection, described, listed, read, changed under a condition, copied, handed
 * over, deleted and restored; each step shows in the next bulk read.
 */
final class LifeOnEverySurfaceTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  private static final String DESTINATION;

  static {
    InstantSource clock = InstantSource.fixed(NOW);
    Ids ids = new Ids();
    Projects projects = new Projects(SERVER.store(), ids, clock);
    String team = new Teams(SERVER.store(), ids, clock).getOrCreate("Mill", Plan.PRO).id();
    String own = projects.getOrCreate("own", team).id();
    DESTINATION = projects.getOrCreate("destination", team).id();
    SERVER.key("apiu_life", own, Role.ADMIN, SECRET);
    SERVER.key("apiu_heir", DESTINATION, Role.READER, SECRET);
  }

  private static final ApiClient OWNER = SERVER.authorized(credentials("apiu_life", SECRET));
  private static final ApiClient HEIR = SERVER.authorized(credentials("apiu_heir", SECRET));

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  static Stream<LifeSurface> surfaces() {
    return Stream.of(
        new HttpLife(OWNER),
        new SdkLife(SERVER.address() + "/v1", "apiu_life", SECRET),
        new CommandLife(SERVER.address().toString(), "apiu_life", SECRET));
  }

  private static JsonObject row(String id) {
    return OWNER.bulk(ids(id)).row();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("surfaces")
  void aWholeLife(LifeSurface life) {
    String name = "Life on " + life;
    String id = life.create(name);
    assertThat(row(id).text("name")).isEqualTo(name);

    life.tag(id, "ink 🖋");
    assertThat(array(row(id), "tags").strings()).containsExactly("ink 🖋");

    String collection = life.createCollection("Inks of " + life);
    life.addToCollection(collection, id);
    assertThat(array(row(id), "collectionIds").strings()).containsExactly(collection);

    String before = OWNER.model(id).header("ETag").replace("\"", "");
    life.describe(id, "# About {model:" + id + "}", folder);
    assertThat(OWNER.get("/models/" + id + "/description").text()).contains("# About {model:");
    assertThat(OWNER.bulk(ids(id)).row().text("id")).isEqualTo(id);

    assertThat(life.listByTag("ink 🖋")).contains(id);
    assertThat(life.listCollection(collection)).containsExactly(id);

    assertThat(life.renameIf(id, "Too late", before)).isFalse();
    assertThat(row(id).text("name")).isEqualTo(name);
    String now = OWNER.model(id).header("ETag").replace("\"", "");
    assertThat(life.renameIf(id, "In time", now)).isTrue();
    assertThat(row(id).text("name")).isEqualTo("In time");

    String copy = life.copy(id);
    assertThat(OWNER.bulk(ids(id, copy)).ids()).containsExactly(id, copy);
    assertThat(row(copy).text("parentModelId")).isEqualTo(id);

    life.transfer(copy, DESTINATION);
    assertThat(OWNER.bulk(ids(copy)).ids()).isEmpty();
    assertThat(HEIR.bulk(ids(copy)).row().text("ownerId")).isEqualTo(DESTINATION);

    life.delete(id);
    assertThat(OWNER.bulk(ids(id)).ids()).isEmpty();
    assertThat(life.listCollection(collection)).isEmpty();

    life.restore(id);
    assertThat(array(row(id), "collectionIds").strings()).containsExactly(collection);
    assertThat(life.listCollection(collection)).isEqualTo(List.of(id));
  }
}
