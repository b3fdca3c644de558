package dev.vitrine.client;

import dev.vitrine.client.model.Model;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model, and what tells whether it has changed since. Immutable. */
public final class ModelResponse {
  private final Model model;
  private final @Nullable String etag;

  private ModelResponse(Model model, @Nullable String etag) {
    this.model = model;
    this.etag = etag;
  }

  static ModelResponse of(Answer answer) {
    Model model = ObjectAnswer.member(answer, "model", RowFormat.MODEL);
    model.id(); // There is one.
    return new ModelResponse(model, answer.headers().firstValue("ETag").orElse(null));
  }

  /** The model. */
  public Model model() {
    return model;
  }

  /** The etag as the header has it, in quotes; empty if the service sent none. */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }
}
