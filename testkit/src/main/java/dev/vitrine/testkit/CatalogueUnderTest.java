package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Plan;
import dev.vitrine.catalog.ApiKeys;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.ImportCounts;
import dev.vitrine.catalog.ImportListener;
import dev.vitrine.catalog.ModelExporter;
import dev.vitrine.catalog.ModelImporter;
import dev.vitrine.catalog.Project;
import dev.vitrine.catalog.Projects;
import dev.vitrine.catalog.SourcePlace;
import dev.vitrine.catalog.Teams;
import dev.vitrine.model.Contract;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of {@link CatalogueContract} work on, and the words they are written in. */
public interface CatalogueUnderTest {
  ModelFields FIELDS = Contract.modelFields();

  /** A store that was empty when the test began. */
  DocumentStore store();

  /** Another store, with data of its own. */
  DocumentStore another();

  TestClock clock();

  default Projects projects(DocumentStore store) {
    return new Projects(store, new Ids(), clock());
  }

  default Teams teams() {
    return new Teams(store(), new Ids(), clock());
  }

  default ApiKeys keys() {
    return new ApiKeys(store(), new Ids(), clock());
  }

  default Project project(String name) {
    return projects(store()).getOrCreate(name, teams().getOrCreate("team", Plan.PRO).id());
  }

  /** What an import did, and what it said. */
  record Imported(ImportCounts counts, List<String> refusals) {
    void assertCounts(long imported, long unchanged, long refused) {
      assertThat(counts)
          .as(refusals.toString())
          .isEqualTo(new ImportCounts(imported, unchanged, refused));
    }
  }

  /** Imports a text into a project of {@link #store}. */
  default Imported importing(String text, Project project) {
    return importing(
        text.getBytes(StandardCharsets.UTF_8),
        store(),
        new ModelImporter.Target(project.id(), false));
  }

  default Imported importing(byte[] text, DocumentStore into, ModelImporter.Target target) {
    return importing(new ByteArrayInputStream(text), into, target);
  }

  default Imported importing(InputStream in, DocumentStore into, ModelImporter.Target target) {
    List<String> refusals = new ArrayList<>();
    ImportListener listener =
        new ImportListener() {
          @Override
          public void refused(SourcePlace place, @Nullable String id, String reason) {
            refusals.add(place + ": " + (id == null ? "" : id + ": ") + reason);
          }

          @Override
          public void progressed(ImportCounts counts) {}
        };
    ModelImporter importer =
        new ModelImporter(into, FIELDS, projects(into), clock(), target, listener);
    importer.read("test", in);
    assertThat(importer.counts().refused()).isEqualTo(refusals.size());
    return new Imported(importer.counts(), refusals);
  }

  /** The export of a store, as text. */
  default String exported(DocumentStore from) {
    return exported(from, ModelExporter.Format.NDJSON, null);
  }

  default String exported(
      DocumentStore from, ModelExporter.Format format, @Nullable String projectId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> damaged = new ArrayList<>();
    try {
      new ModelExporter(from, FIELDS, format, (id, reason) -> damaged.add(id + " " + reason))
          .write(projectId, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(damaged).isEmpty();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** A stored model, which must be there. */
  default ModelDocument model(String id) {
    return ModelDocument.decode(document(id).body().array());
  }

  default JsonObject row(String id) {
    return model(id).row();
  }

  default Document document(String id) {
    Document document = store().fetch(Key.model(id));
    if (document == null) {
      throw new AssertionError("there is no model " + id);
    }
    return document;
  }
}
