package dev.vitrine.catalog;

import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;

/**
 * What owns models and keys.
 *
 * @param createdAt ISO-8601 UTC with milliseconds
 */
public record Project(String id, String name, String teamId, String createdAt) {
  byte[] encode() {
    return DocumentCodec.encode(
        JsonObject.of("id", new JsonString(id))
            .with("name", new JsonString(name))
            .with("teamId", new JsonString(teamId))
            .with("createdAt", new JsonString(createdAt)));
  }

  static Project decode(byte[] stored) {
    JsonObject document = DocumentCodec.decode(stored);
    return new Project(
        Records.text(document, "id"),
        Records.text(document, "name"),
        Records.text(document, "teamId"),
        Records.text(document, "createdAt"));
  }
}
