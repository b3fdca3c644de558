package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.access.Authenticator;
import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.NewKey;
import dev.vitrine.catalog.Project;
import dev.vitrine.catalog.Team;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Projects, teams and keys; names that are unique whatever happens. */
public interface OwnersContract extends CatalogueUnderTest {
  @Test
  default void aNameIsMadeOnce() {
    Project project = project("  Café studio ");
    assertThat(project.name()).isEqualTo("Café studio");
    assertThat(Ids.Sort.PROJECT.hasForm(project.id())).isTrue();
    assertThat(project("Cafe\u0301 studio")).isEqualTo(project);
    assertThat(projects(store()).find("Café studio")).contains(project);
    assertThat(projects(store()).find(project.id())).contains(project);
    assertThat(projects(store()).find("café studio")).isEmpty();
    assertThat(projects(store()).list()).containsExactly(project);
  }

  @Test
  default void aTeamKeepsItsPlanUntilItIsSet() {
    Team team = teams().getOrCreate("north", Plan.FREE);
    assertThat(teams().getOrCreate("north", Plan.ENTERPRISE)).isEqualTo(team);
    assertThat(teams().setPlan(team.id(), Plan.TEAM).plan()).isEqualTo(Plan.TEAM);
    assertThat(teams().find("north")).map(Team::plan).contains(Plan.TEAM);
    assertThat(teams().list()).hasSize(1);
    assertThatExceptionOfType(VitrineException.class)
        .isThrownBy(() -> teams().setPlan("team_x", Plan.PRO));
  }

  @Test
  default void aProjectStaysWithItsTeam() {
    project("studio");
    String other = teams().getOrCreate("other", Plan.PRO).id();
    assertThatExceptionOfType(VitrineException.class)
        .isThrownBy(() -> projects(store()).getOrCreate("studio", other))
        .withMessage("Project studio belongs to another team");
  }

  @Test
  default void aProjectCanBeGivenItsId() {
    Project project = project("studio");
    String id = new Ids().next(Ids.Sort.PROJECT);
    Project moved = projects(store()).create("moved", project.teamId(), id);
    assertThat(moved.id()).isEqualTo(id);
    assertThat(projects(store()).create("moved", project.teamId(), id)).isEqualTo(moved);
    assertThatExceptionOfType(VitrineException.class)
        .isThrownBy(() -> projects(store()).create("studio", project.teamId(), id));
    assertThatExceptionOfType(VitrineException.class)
        .isThrownBy(() -> projects(store()).create("moved", project.teamId(), project.id()));
    assertThatExceptionOfType(VitrineException.class)
        .isThrownBy(() -> projects(store()).create("x", project.teamId(), "proj_1"));
  }

  @Test
  default void whatIsNoNameIsRefused() {
    String id = project("studio").id();
    for (String name : List.of("", "  ", "a\nb", "\u0007", "\uD800", "x".repeat(101), id)) {
      assertThatExceptionOfType(VitrineException.class).isThrownBy(() -> project(name));
    }
    assertThat(project("\uD83D\uDE00".repeat(100)).name()).hasSize(200);
  }

  @Test
  default void aCrashBetweenReservingAndWritingIsRepaired() {
    String id = new Ids().next(Ids.Sort.PROJECT);
    byte[] reservation = DocumentCodec.encode(JsonObject.of("holder", new JsonString(id)));
    Key key = new Key(Kind.RESERVATION, "project:studio");
    store()
        .put(key, DocumentStore.ABSENT, Draft.of("", Visibility.PRIVATE, Bytes.wrap(reservation)));
    assertThat(projects(store()).find("studio")).isEmpty();
    assertThat(project("studio").id()).isEqualTo(id);
    assertThat(projects(store()).find("studio")).isPresent();
  }

  @Test
  default void whoeverMakesANameAtTheSameTimeGetsTheSame() throws InterruptedException {
    Set<Project> made = ConcurrentHashMap.newKeySet();
    Threads.runAll(8, thread -> made.add(project("studio")));
    assertThat(made).hasSize(1);
    assertThat(projects(store()).list()).hasSize(1);
    assertThat(teams().list()).hasSize(1);
  }

  @Test
  default void aKeyOpensUntilItIsRevoked() {
    Project project = project("studio");
    NewKey key = keys().create(project.id(), Role.READER);
    assertThat(key.secret()).matches("[A-Za-z0-9_][A-Za-z0-9_-]{42}");
    assertThat(key.toString()).doesNotContain(key.secret());
    assertThat(new Authenticator(store()).authenticate(key.record().id(), key.secret()))
        .hasValueSatisfying(caller -> assertThat(caller.projectId()).isEqualTo(project.id()));
    assertThat(new Authenticator(store()).authenticate(key.record().id(), key.secret() + "x"))
        .isEmpty();
    assertThat(keys().list()).containsExactly(key.record());
    assertThat(keys().revoke(key.record().id())).isTrue();
    assertThat(keys().revoke(key.record().id())).isFalse();
    assertThat(keys().revoke("")).isFalse();
    assertThat(keys().list()).isEmpty();
    assertThat(new Authenticator(store()).authenticate(key.record().id(), key.secret())).isEmpty();
  }

  @Test
  default void theSecretIsStoredNowhere() {
    NewKey key = keys().create(project("studio").id(), Role.ADMIN);
    byte[] body =
        Objects.requireNonNull(store().fetch(new Key(Kind.KEY, key.record().id()))).body().array();
    assertThat(new String(body, StandardCharsets.UTF_8))
        .doesNotContain(key.secret())
        .contains(key.record().secretHash());
  }
}
