package dev.vitrine.server.cli;

import java.nio.file.Path;
import java.util.List;

/** A way of managing models. */
interface LifeSurface {
  /** Creates a LoRA of this name, and tells its id. */
  String create(String name);

  void tag(String id, String tag);

  /** Creates a collection, and tells its id. */
  String createCollection(String name);

  void addToCollection(String collectionId, String id);

  /**
   * Writes a description.
   *
   * @param folder for files that may be needed
   */
  void describe(String id, String text, Path folder);

  List<String> listByTag(String tag);

  List<String> listCollection(String collectionId);

  /**
   * Changes the name of a model that still has an etag.
   *
   * @return false if it has not
   */
  boolean renameIf(String id, String name, String etag);

  /** Copies a model, and tells the id of the copy. */
  String copy(String id);

  void transfer(String id, String projectId);

  void delete(String id);

  void restore(String id);
}
