package dev.vitrine.server;

import dev.vitrine.asset.AssetUrls;
import dev.vitrine.catalog.AssetViews;
import dev.vitrine.catalog.ClassFanout;
import dev.vitrine.catalog.Classes;
import dev.vitrine.catalog.CollectionDeletion;
import dev.vitrine.catalog.CollectionViews;
import dev.vitrine.catalog.Collections;
import dev.vitrine.catalog.DueModels;
import dev.vitrine.catalog.FreePlanTerm;
import dev.vitrine.catalog.Idempotency;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.ModelCopies;
import dev.vitrine.catalog.ModelEdits;
import dev.vitrine.catalog.ModelRemoval;
import dev.vitrine.catalog.ModelTags;
import dev.vitrine.catalog.ModelWrites;
import dev.vitrine.catalog.Projects;
import dev.vitrine.catalog.Sweeper;
import dev.vitrine.catalog.Teams;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.ModelFields;
import dev.vitrine.server.config.ModelsConfig;
import dev.vitrine.store.DocumentStore;
import java.time.InstantSource;

/** The services over the catalogue's documents, put together. */
public record CatalogueServices(
    Ids ids,
    Idempotency idempotency,
    ModelEdits edits,
    ModelWrites writes,
    ModelCopies copies,
    ModelRemoval removal,
    ModelTags tags,
    ModelParts parts,
    CollectionViews collections,
    CollectionDeletion collectionDeletion,
    Sweeper sweeper,
    ClassFanout classFanout) {
  static CatalogueServices over(
      DocumentStore store,
      CatalogIndex index,
      ModelFields fields,
      AssetUrls urls,
      InstantSource clock,
      ModelsConfig config) {
    Ids ids = new Ids();
    Projects projects = new Projects(store, ids, clock);
    FreePlanTerm term =
        new FreePlanTerm(projects, new Teams(store, ids, clock), config.freePlanTerm());
    Classes classes = new Classes(store, fields);
    Collections collections = new Collections(store, clock);
    AssetViews assets = new AssetViews(urls);
    ModelEdits edits = new ModelEdits(store, fields, clock);
    ModelWrites writes = new ModelWrites(store, fields, edits, classes, collections, term, clock);
    ModelRemoval removal =
        new ModelRemoval(
            store, fields, edits, classes, collections, clock, config.deletedFor().isPositive());
    CollectionDeletion deletion = new CollectionDeletion(store, index, collections, clock);
    Idempotency idempotency = new Idempotency(store, clock, config.repeatableFor());
    return new CatalogueServices(
        ids,
        idempotency,
        edits,
        writes,
        new ModelCopies(store, fields, edits, writes, projects, term, clock),
        removal,
        new ModelTags(edits),
        ModelParts.over(store, edits, assets, clock),
        new CollectionViews(store, index, collections, edits, assets),
        deletion,
        new Sweeper(
            store,
            index,
            new DueModels(store, removal, term),
            deletion,
            idempotency,
            config.deletedFor(),
            Sweeper.TOMBSTONES_FOR),
        new ClassFanout(store, index, clock));
  }
}
