package dev.vitrine.index;

import tools.jackson.core.JsonToken;

/** Picks what is indexed of an asset. */
final class AssetScan {
  private final BodyScan scan;
  private final IndexedFields into;

  AssetScan(BodyScan scan, IndexedFields into) {
    this.scan = scan;
    this.into = into;
  }

  /** A member of the document; false if nothing was taken of it. */
  boolean document(String name, JsonToken value) {
    if (name.equals("deleting")) {
      into.deleting();
    } else if (name.equals("withdrawing")) {
      into.withdrawing();
    } else if (name.equals("row") && value == JsonToken.START_OBJECT) {
      scan.members(this::assetRow);
      return true;
    }
    return false;
  }

  private boolean assetRow(String name, JsonToken value) {
    switch (name) {
      case "id" -> scan.id();
      case "authorId" -> scan.text(Fields.AUTHOR);
      case "collectionIds" -> scan.texts(Fields.COLLECTION);
      case "tags" -> scan.tags();
      case "isHidden" -> {
        if (scan.isTrue()) {
          into.hidden();
        }
      }
      case "metadata" -> {
        if (value != JsonToken.START_OBJECT) {
          return false;
        }
        scan.members(this::metadata);
      }
      default -> {
        return scan.time(name, value);
      }
    }
    return true;
  }

  private boolean metadata(String name, JsonToken value) {
    switch (name) {
      case "type" -> scan.text(Fields.TYPE);
      case "parentId" -> scan.text(Fields.PARENT);
      case "rootParentId" -> scan.text(Fields.ROOT);
      case "modelId" -> scan.text(Fields.MODEL);
      case "inferenceId" -> scan.text(Fields.INFERENCE);
      default -> {
        return false;
      }
    }
    return true;
  }
}
