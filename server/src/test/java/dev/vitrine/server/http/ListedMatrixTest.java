package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.PUBLIC_TOKEN;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What lists and bulk reads show to whom: way of asking, asker, owner and privacy make the table,
 * and every cell of it is tried (contract section 1, "What may be seen", and section 5).
 */
class ListedMatrixTest {
  @AutoClose private static final TestServer SERVER = TestServer.startForAnyone();

  private static final List<String> PRIVACIES = List.of("private", "unlisted", "public");

  enum Asker {
    ANYONE,
    READER,
    EDITOR,
    ADMIN
  }

  /** One of each kind: a model, an asset, and, where it is private, a collection. */
  record Thing(String project, String privacy) {
    String name() {
      return project.replace('_', '-') + "-" + privacy;
    }

    boolean isOwn() {
      return project.equals(STUDIO);
    }

    boolean is(String wanted) {
      return privacy.equals(wanted);
    }
  }

  /** Whom a way of asking shows what. */
  enum Rule {
    /** Who has no key has no project either, and gets what is public. */
    PROJECT_OR_PUBLIC,
    PUBLIC,
    PROJECT,
    UNLISTED_OF_PROJECT,
    PRIVATE_OF_PROJECT,
    BY_ID;

    boolean isForAnyone() {
      return this == PROJECT_OR_PUBLIC || this == PUBLIC;
    }

    boolean shows(Asker asker, Thing thing) {
      return switch (this) {
        case PROJECT_OR_PUBLIC -> asker == Asker.ANYONE ? thing.is("public") : thing.isOwn();
        case PUBLIC -> thing.is("public");
        case PROJECT -> thing.isOwn();
        case UNLISTED_OF_PROJECT -> thing.isOwn() && thing.is("unlisted");
        case PRIVATE_OF_PROJECT -> thing.isOwn() && thing.is("private");
        case BY_ID -> thing.isOwn() || !thing.is("private");
      };
    }
  }

  /** Asked for privacy=private, the default of the hosted service, all of the project is shown. */
  enum Way {
    MODELS("GET", "/models", Rule.PROJECT_OR_PUBLIC),
    PUBLIC_MODELS("GET", "/models?privacy=public", Rule.PUBLIC),
    UNLISTED_MODELS("GET", "/models?privacy=unlisted", Rule.UNLISTED_OF_PROJECT),
    PRIVATE_MODELS("GET", "/models?privacy=private", Rule.PROJECT),
    TAGGED_MODELS("GET", "/models?tags=all", Rule.PROJECT_OR_PUBLIC),
    LEGACY_MODELS("GET", "/models/public", Rule.PUBLIC),
    TAGGED_LEGACY_MODELS("GET", "/models/public?tags=all", Rule.PUBLIC),
    BULK_MODELS("POST", "/models/get-bulk", Rule.BY_ID),
    ASSETS("GET", "/assets", Rule.PROJECT_OR_PUBLIC),
    PUBLIC_ASSETS("GET", "/assets?privacy=public", Rule.PUBLIC),
    UNLISTED_ASSETS("GET", "/assets?privacy=unlisted", Rule.UNLISTED_OF_PROJECT),
    PRIVATE_ASSETS("GET", "/assets?privacy=private", Rule.PROJECT),
    TAGGED_ASSETS("GET", "/assets?tags=all", Rule.PROJECT_OR_PUBLIC),
    BULK_ASSETS("POST", "/assets/get-bulk", Rule.BY_ID),
    COLLECTIONS("GET", "/collections", Rule.PRIVATE_OF_PROJECT), // Only these things have one.
    TAGS("GET", "/tags", Rule.PROJECT);

    private final String method;
    private final String path;
    private final Rule rule;

    Way(String method, String path, Rule rule) {
      this.method = method;
      this.path = path;
      this.rule = rule;
    }
  }

  private static List<Thing> things() {
    List<Thing> things = new ArrayList<>();
    for (String project : List.of(STUDIO, RIVAL)) {
      PRIVACIES.forEach(privacy -> things.add(new Thing(project, privacy)));
    }
    return things;
  }

  @BeforeAll
  static void fill() {
    for (Thing thing : things()) {
      ApiClient owner = SERVER.as(thing.project());
      String name = thing.name();
      SERVER.model(
          thing.project(),
          "{\"id\":\"%s\",\"type\":\"custom\",\"privacy\":\"%s\",\"tags\":[\"all\",\"%s\"]}"
              .formatted(name, thing.privacy(), name));
      SERVER.canvas(thing.project(), name, thing.privacy());
      assertThat(
              Calls.put(
                      owner, "/assets/" + name + "/tags", "{\"add\":[\"all\",\"of-" + name + "\"]}")
                  .status())
          .isEqualTo(200);
      if (thing.is("private")) {
        assertThat(Calls.post(owner, "/collections", "{\"name\":\"" + name + "\"}").status())
            .isEqualTo(200);
      }
    }
    SERVER.awaitLists();
  }

  static List<Arguments> cells() {
    List<Arguments> cells = new ArrayList<>();
    for (Way way : Way.values()) {
      for (Asker asker : Asker.values()) {
        cells.add(Arguments.of(way, asker));
      }
    }
    return cells;
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("cells")
  void everyCellIsAsTheTableSays(Way way, Asker asker) {
    Answer answer = ask(way, asker);
    if (asker == Asker.ANYONE && !way.rule.isForAnyone()) {
      assertThat(answer.status()).isEqualTo(401);
      return;
    }
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(shown(answer))
        .isEqualTo(
            things().stream()
                .filter(thing -> way.rule.shows(asker, thing))
                .map(Thing::name)
                .collect(Collectors.toCollection(TreeSet::new)));
    if (way == Way.TAGS) {
      assertThat(Calls.texts(answer, "tags", "tagName")).hasSize(7).contains("all");
    }
  }

  /** The things of which an answer tells anything. */
  private static Set<String> shown(Answer answer) {
    return things().stream()
        .map(Thing::name)
        .filter(name -> answer.text().contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Answer ask(Way way, Asker asker) {
    ApiClient client =
        asker == Asker.ANYONE
            ? SERVER.authorized(PUBLIC_TOKEN)
            : SERVER.as(STUDIO, Role.valueOf(asker.name()));
    if (way.method.equals("GET")) {
      return client.get(way.path);
    }
    String ids =
        things().stream().map(thing -> '"' + thing.name() + '"').collect(Collectors.joining(","));
    String field = way == Way.BULK_MODELS ? "modelIds" : "assetIds";
    return client.call("POST", way.path, "{\"" + field + "\":[" + ids + "]}");
  }
}
