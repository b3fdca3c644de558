package dev.vitrine.server.cli;

import dev.vitrine.catalog.ApiKeys;
import dev.vitrine.catalog.Classes;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.Project;
import dev.vitrine.catalog.Projects;
import dev.vitrine.catalog.Teams;
import dev.vitrine.model.Contract;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.sql.EmbeddedStore;
import dev.vitrine.store.sql.Role;
import java.nio.file.Path;
import java.time.InstantSource;

/** An open data folder and the services over it. */
record Catalogue(
    Path folder,
    DocumentStore store,
    Projects projects,
    Teams teams,
    ApiKeys keys,
    InstantSource clock)
    implements AutoCloseable {
  static Catalogue open(Path folder, Role role) {
    InstantSource clock = InstantSource.system();
    Ids ids = new Ids();
    DocumentStore store = EmbeddedStore.open(folder, role);
    return new Catalogue(
        folder,
        store,
        new Projects(store, ids, clock),
        new Teams(store, ids, clock),
        new ApiKeys(store, ids, clock),
        clock);
  }

  /** The classes; reads the contract, which takes a moment. */
  Classes classes() {
    return new Classes(store, Contract.modelFields());
  }

  /** The project with this id or name, or a failure that tells which there are. */
  Project project(String idOrName) {
    return projects
        .find(idOrName)
        .orElseThrow(() ->
            new CommandFailure(
                "There is no project "
                    + Terminal.shown(idOrName)
                    + " in "
                    + folder
                    + ". See: vitrine projects list --data "
                    + Suggested.folder(folder)
                    + "; make it with: vitrine keys create --project NAME --data "
                    + Suggested.folder(folder)));
  }

  @Override
  public void close() {
    store.close();
  }
}
