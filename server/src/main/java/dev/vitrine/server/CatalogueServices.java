package dev.vitrine.server;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.MediaInspector;
import dev.vitrine.asset.SigningKeys;
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
import dev.vitrine.catalog.ModelTrainingImages;
import dev.vitrine.catalog.ModelWrites;
import dev.vitrine.catalog.Projects;
import dev.vitrine.catalog.Sweeper;
import dev.vitrine.catalog.Teams;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.ModelFields;
import dev.vitrine.server.config.AssetsConfig;
import dev.vitrine.server.config.ModelsConfig;
import dev.vitrine.server.http.RequestRoom;
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
    ModelTrainingImages trainingImages,
    CollectionViews collections,
    CollectionDeletion collectionDeletion,
    AssetServices assets,
    Sweeper sweeper,
    ClassFanout classFanout) {
  static CatalogueServices over(
      DocumentStore store,
      AssetStore blobs,
      MediaInspector inspector,
      CatalogIndex index,
      ModelFields fields,
      AssetUrls urls,
      SigningKeys keys,
      InstantSource clock,
      ModelsConfig config,
      AssetsConfig assetsConfig) {
    Ids ids = new Ids();
    Projects projects = new Projects(store, ids, clock);
    FreePlanTerm term =
        new FreePlanTerm(projects, new Teams(store, ids, clock), config.freePlanTerm());
    Classes classes = new Classes(store, fields);
    Collections collections = new Collections(store, clock);
    AssetViews views = new AssetViews(urls);
    AssetServices assets =
        AssetServices.over(store, blobs, inspector, index, urls, collections, projects, ids, clock);
    ModelEdits edits = new ModelEdits(store, fields, clock, new RequestRoom());
    ModelWrites writes = new ModelWrites(store, fields, edits, classes, collections, term, clock);
    ModelRemoval removal =
        new ModelRemoval(
            store,
            fields,
            edits,
            classes,
            collections,
            term,
            clock,
            config.deletedFor().isPositive());
    CollectionDeletion deletion = new CollectionDeletion(store, index, collections, clock);
    Idempotency idempotency = new Idempotency(store, clock, config.repeatableFor());
    return new CatalogueServices(
        ids,
        idempotency,
        edits,
        writes,
        new ModelCopies(store, index, fields, edits, writes, projects, term, clock),
        removal,
        new ModelTags(edits),
        ModelParts.over(store, edits, views, clock),
        new ModelTrainingImages(
            store,
            edits,
            assets.assets(),
            assets.pictures(),
            assets.removal(),
            views,
            config.trainingImages(),
            clock),
        new CollectionViews(store, index, collections, edits, assets.edits(), views),
        deletion,
        assets,
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
