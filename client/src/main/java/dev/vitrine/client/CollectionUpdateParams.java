package dev.vitrine.client;

import tools.jackson.databind.node.ObjectNode;

/** What to change about a collection. A field that is not named stays as it is. Immutable. */
public final class CollectionUpdateParams {
  private final BodyFields fields;

  private CollectionUpdateParams(BodyFields fields) {
    this.fields = fields;
  }

  /** No change. */
  public static CollectionUpdateParams none() {
    return new CollectionUpdateParams(new BodyFields());
  }

  /** The same with a new name: 1 to 100 characters that no other collection of the project has. */
  public CollectionUpdateParams name(String name) {
    BodyFields copy = fields.copy();
    copy.set("name", name);
    return new CollectionUpdateParams(copy);
  }

  /** The same with another thumbnail, the asset of this id. */
  public CollectionUpdateParams thumbnail(String assetId) {
    BodyFields copy = fields.copy();
    copy.set("thumbnail", assetId);
    return new CollectionUpdateParams(copy);
  }

  /** The same without a thumbnail. */
  public CollectionUpdateParams clearThumbnail() {
    BodyFields copy = fields.copy();
    copy.clear("thumbnail");
    return new CollectionUpdateParams(copy);
  }

  /** A copy of what will be sent. */
  public ObjectNode body() {
    return fields.tree();
  }

  byte[] bytes() {
    return fields.bytes();
  }
}
