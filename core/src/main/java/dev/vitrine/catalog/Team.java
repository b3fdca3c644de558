package dev.vitrine.catalog;

import dev.vitrine.access.Plan;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;

/**
 * Projects that share a plan.
 *
 * @param createdAt ISO-8601 UTC with milliseconds
 */
public record Team(String id, String name, Plan plan, String createdAt) {
  byte[] encode() {
    return DocumentCodec.encode(
        JsonObject.of("id", new JsonString(id))
            .with("name", new JsonString(name))
            .with("plan", new JsonString(plan.wireName()))
            .with("createdAt", new JsonString(createdAt)));
  }

  static Team decode(byte[] stored) {
    JsonObject document = DocumentCodec.decode(stored);
    return new Team(
        Records.text(document, "id"),
        Records.text(document, "name"),
        Plan.ofWireName(Records.text(document, "plan"))
            .orElseThrow(() -> new CorruptDocumentException("has an unknown plan")),
        Records.text(document, "createdAt"));
  }
}
