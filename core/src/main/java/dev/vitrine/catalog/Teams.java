package dev.vitrine.catalog;

import dev.vitrine.access.Plan;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The teams of a catalogue; names are unique. */
public final class Teams {
  private final DocumentStore store;
  private final Records records;
  private final Reservations names;
  private final Ids ids;
  private final InstantSource clock;

  public Teams(DocumentStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.records = new Records(store);
    this.names = new Reservations(store, "team");
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The team of this name, made if there is none.
   *
   * @param plan of a new team; one that exists keeps its own
   */
  public Team getOrCreate(String name, Plan plan) {
    String kept = Names.check("team", name, Ids.Sort.TEAM);
    String id = names.reserve(kept, ids.next(Ids.Sort.TEAM));
    Optional<Team> existing = get(id);
    if (existing.isPresent()) {
      return existing.get();
    }
    Team team = new Team(id, kept, plan, Times.format(clock.instant()));
    Document faster = records.createUnlessThere(key(id), "", team.encode());
    return faster == null ? team : Team.decode(faster.body().array());
  }

  public Optional<Team> get(String id) {
    return Optional.ofNullable(store.fetch(key(id)))
        .map(document -> Team.decode(document.body().array()));
  }

  /** The team with this id or this name. */
  public Optional<Team> find(String idOrName) {
    if (Ids.Sort.TEAM.hasForm(idOrName)) {
      return get(idOrName);
    }
    String id = names.holder(Names.check("team", idOrName, Ids.Sort.TEAM));
    return id == null ? Optional.empty() : get(id);
  }

  /** All teams, by name. */
  public List<Team> list() {
    return records.all(Kind.TEAM).stream()
        .map(document -> Team.decode(document.body().array()))
        .sorted(Comparator.comparing(Team::name))
        .toList();
  }

  /**
   * Puts a team on a plan.
   *
   * @throws VitrineException if there is no such team
   */
  public Team setPlan(String id, Plan plan) {
    while (true) {
      Document document = store.fetch(key(id));
      if (document == null) {
        throw new VitrineException(ErrorCode.NOT_FOUND, "Team " + id + " not found");
      }
      Team current = Team.decode(document.body().array());
      Team changed = new Team(current.id(), current.name(), plan, current.createdAt());
      if (changed.equals(current)) {
        return current;
      }
      Draft draft = Draft.of("", Visibility.PRIVATE, Bytes.wrap(changed.encode()));
      if (store.put(key(id), document.revision(), draft) instanceof WriteResult.Stored) {
        return changed;
      }
    }
  }

  private static Key key(String id) {
    return new Key(Kind.TEAM, id);
  }
}
