package dev.vitrine.catalog;

import dev.vitrine.model.TextBounds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of an asset that is to be made, beside its bytes.
 *
 * @param name the name of the file it came as; tells nothing of what it is
 * @param type how it came into being: its {@code metadata.type} and {@code source}; null for what
 *     uploads of its kind have
 * @param parentId an asset it was made from, which the maker may see; null if none
 * @param collectionIds collections of its project
 * @param hidden whether lists leave it out
 * @param trainingImage whether it was made to train a model
 * @param thumbnail the asset that stands for it; null if none
 */
public record NewAsset(
    String name,
    @Nullable String type,
    @Nullable String parentId,
    Set<String> collectionIds,
    List<String> tags,
    boolean hidden,
    boolean trainingImage,
    @Nullable String thumbnail) {
  /** Longest name, in characters. */
  public static final int LONGEST_NAME = 256;

  private static final TextBounds NAME = TextBounds.line(LONGEST_NAME);

  public NewAsset {
    collectionIds = new LinkedHashSet<>(collectionIds);
    tags = List.copyOf(tags);
  }

  /** An asset of which nothing but its name is wanted. */
  public static NewAsset named(String name) {
    return new NewAsset(name, null, null, Set.of(), List.of(), false, false, null);
  }

  /**
   * A name as it is kept.
   *
   * @throws dev.vitrine.error.VitrineException INVALID_PARAMETER
   */
  public static String name(String field, String given) {
    String kept = given.strip();
    NAME.check(kept, field);
    return kept;
  }

  public NewAsset withType(String other) {
    return new NewAsset(
        name, other, parentId, collectionIds, tags, hidden, trainingImage, thumbnail);
  }

  public NewAsset withParent(@Nullable String other) {
    return new NewAsset(name, type, other, collectionIds, tags, hidden, trainingImage, thumbnail);
  }

  public NewAsset withCollections(Set<String> others) {
    return new NewAsset(name, type, parentId, others, tags, hidden, trainingImage, thumbnail);
  }

  public NewAsset withTags(List<String> others) {
    return new NewAsset(
        name, type, parentId, collectionIds, others, hidden, trainingImage, thumbnail);
  }

  public NewAsset withHidden(boolean now) {
    return new NewAsset(name, type, parentId, collectionIds, tags, now, trainingImage, thumbnail);
  }

  public NewAsset withTrainingImage(boolean now) {
    return new NewAsset(name, type, parentId, collectionIds, tags, hidden, now, thumbnail);
  }

  NewAsset withThumbnail(@Nullable String other) {
    return new NewAsset(name, type, parentId, collectionIds, tags, hidden, trainingImage, other);
  }
}
