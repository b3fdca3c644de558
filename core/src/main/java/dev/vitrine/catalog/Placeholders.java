package dev.vitrine.catalog;

import dev.vitrine.model.ModelId;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The assets and models that a description names as <code>{asset:ID}</code> and <code>{model:ID}
 * </code>, each once, in the order of their first occurrence.
 */
record Placeholders(SequencedSet<String> assets, SequencedSet<String> models) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(asset|model):([^{}]{1,256})\\}");

  /**
   * Those of a text.
   *
   * @param most to be found at all
   */
  static Placeholders in(String text, int most) {
    SequencedSet<String> assets = new LinkedHashSet<>();
    SequencedSet<String> models = new LinkedHashSet<>();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (assets.size() + models.size() < most && placeholder.find()) {
      String id = placeholder.group(2);
      if (ModelId.isLegal(id)) {
        (placeholder.group(1).equals("asset") ? assets : models).add(id);
      }
    }
    return new Placeholders(assets, models);
  }

  int count() {
    return assets.size() + models.size();
  }
}
