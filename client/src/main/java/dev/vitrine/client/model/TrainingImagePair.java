package dev.vitrine.client.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An example of an edit, a picture before and after. */
public final class TrainingImagePair extends ApiObject {
  private @Nullable String instruction;
  private @Nullable String sourceId;
  private @Nullable String targetId;

  private TrainingImagePair() {}

  /** A pair of one's own, of two of the model's training images. */
  public static TrainingImagePair of(String sourceId, String targetId) {
    TrainingImagePair pair = new TrainingImagePair();
    pair.sourceId = sourceId;
    pair.targetId = targetId;
    return pair;
  }

  /** The same with the edit in words; without fields that this version does not know. */
  public TrainingImagePair withInstruction(String text) {
    TrainingImagePair pair = new TrainingImagePair();
    pair.sourceId = sourceId;
    pair.targetId = targetId;
    pair.instruction = text;
    return pair;
  }

  /** The edit in words, from the first picture to the second. */
  public Optional<String> instruction() {
    return Optional.ofNullable(instruction);
  }

  /** The picture before, one of the model's training images. */
  public Optional<String> sourceId() {
    return Optional.ofNullable(sourceId);
  }

  /** The picture after, one of the model's training images. */
  public Optional<String> targetId() {
    return Optional.ofNullable(targetId);
  }
}
