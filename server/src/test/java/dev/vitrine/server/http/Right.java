package dev.vitrine.server.http;

/** What kind of right an operation needs. */
enum Right {
  /** Needs no credentials. */
  OPEN,
  /** Public things, also with the public token. */
  PUBLIC,
  /** One public model, also with the public token. */
  PUBLIC_MODEL,
  /** One model or asset by its id, also with the public token. */
  MODEL,
  /** What hangs on a model or an asset, for keys. */
  MODEL_PART,
  /** Changes a model or an asset of the own project. */
  EDIT_MODEL,
  /** Restores a deleted model, which nobody else can see. */
  RESTORE_MODEL,
  /** Changes whose a model is. */
  ADMIN_MODEL,
  /** Reads what a project has. */
  PROJECT,
  /** Adds to a project. */
  EDIT_PROJECT,
  /** One collection, which is its project's alone. */
  COLLECTION,
  EDIT_COLLECTION,
  /** One upload, which is its project's alone. */
  UPLOAD,
  EDIT_UPLOAD,
  /** What a signed URL permits, and nothing else. */
  SIGNED;

  boolean isOfModel() {
    return switch (this) {
      case PUBLIC_MODEL, MODEL, MODEL_PART, EDIT_MODEL, RESTORE_MODEL, ADMIN_MODEL -> true;
      case OPEN,
          PUBLIC,
          PROJECT,
          EDIT_PROJECT,
          COLLECTION,
          EDIT_COLLECTION,
          UPLOAD,
          EDIT_UPLOAD,
          SIGNED ->
          false;
    };
  }

  boolean hasOwner() {
    return isOfModel() || isOfCollection() || isOfUpload();
  }

  boolean isOfCollection() {
    return this == COLLECTION || this == EDIT_COLLECTION;
  }

  boolean isOfUpload() {
    return this == UPLOAD || this == EDIT_UPLOAD;
  }
}
