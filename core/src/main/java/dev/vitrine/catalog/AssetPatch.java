package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.TextBounds;
import dev.vitrine.store.Visibility;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of an asset's fields, whatever sort of asset it is. Null empties lists and
 * unsets the description; for what every asset has it is no change.
 */
final class AssetPatch {
  /** Longest description, in characters. */
  static final int LONGEST_DESCRIPTION = 16_384;

  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String PRIVACY = "privacy";
  private static final String TAGS = "tags";
  private static final String HIDE = "hide";
  private static final String HIDDEN = "isHidden";
  private static final TextBounds DESCRIPTIONS = TextBounds.prose(LONGEST_DESCRIPTION);
  private static final TextBounds PRIVACIES =
      new TextBounds(
          Set.of("private", "public", "unlisted"), 0, Integer.MAX_VALUE, TextBounds.Form.ANY);

  private final @Nullable String name;
  private final @Nullable String description;
  private final boolean undescribed;
  private final @Nullable String privacy;
  private final @Nullable List<String> tags;
  private final @Nullable Boolean hidden;

  /**
   * Reads a body.
   *
   * @throws VitrineException INVALID_PARAMETER naming the first field that is refused
   */
  AssetPatch(Parameters body) {
    String givenName = body.text(NAME);
    name = givenName == null ? null : NewAsset.name(NAME, givenName);
    description = body.text(DESCRIPTION);
    undescribed = body.unsets(DESCRIPTION);
    if (description != null) {
      DESCRIPTIONS.check(description, DESCRIPTION);
    }
    privacy = body.text(PRIVACY);
    if (privacy != null) {
      PRIVACIES.check(privacy, PRIVACY);
    }
    Set<String> given = body.texts(TAGS, TagRules.MOST);
    if (given != null) {
      TagRules.check(TAGS, body.sent(TAGS));
    }
    if (given != null) {
      tags = List.copyOf(given);
    } else {
      tags = body.unsets(TAGS) ? List.of() : null;
    }
    hidden = (body.has(HIDE) && !body.unsets(HIDE)) ? body.flag(HIDE, false) : null;
  }

  /**
   * An asset after this patch.
   *
   * @throws VitrineException FORBIDDEN if it needs an admin's key
   */
  AssetDocument apply(Caller.KeyHolder caller, AssetDocument asset) {
    JsonObject row = asset.row();
    if (name != null) {
      row = AssetRows.withMetadata(row, NAME, new JsonString(name));
    }
    if (description != null) {
      row = row.with(DESCRIPTION, new JsonString(description));
    } else if (undescribed) {
      row = row.without(DESCRIPTION);
    }
    if (privacy != null && !privacy.equals(row.text(PRIVACY))) {
      if (privacy.equals("public")) {
        caller.requireAdmin();
      }
      row = row.with(PRIVACY, new JsonString(privacy));
    }
    if (tags != null) {
      row = row.with(TAGS, JsonArray.ofStrings(tags));
    }
    if (hidden != null) {
      row = hidden ? row.with(HIDDEN, JsonBoolean.TRUE) : row.without(HIDDEN);
    }
    boolean wasSeen =
        asset.withdrawing() || ModelEdits.visibility(asset.row()) != Visibility.PRIVATE;
    return asset
        .withRow(row)
        .withdrawing(wasSeen && ModelEdits.visibility(row) == Visibility.PRIVATE);
  }
}
