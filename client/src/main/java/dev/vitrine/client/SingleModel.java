package dev.vitrine.client;

import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.model.Model;

/** Single reads: their request and their answer. */
final class SingleModel {
  private SingleModel() {}

  static Call call(ModelRetrieveParams params, RequestOptions options) {
    Target target = new Target("/models").segment(params.modelId());
    CallForms.originals(target, params.originalAssets(), options);
    target.project(options);
    return new Call("GET", target.toString(), new byte[0], Answer.JSON, true, options);
  }

  /**
   * The model of an answer.
   *
   * @param id that was asked for
   * @throws MalformedAnswerException if it has none
   */
  static Model read(Answer answer, String id) {
    Model model = ObjectAnswer.member(answer, "model", RowFormat.MODEL);
    check(model, id);
    return model;
  }

  /**
   * Refuses another model than was asked for.
   *
   * @throws MalformedAnswerException if it is
   */
  static void check(Model model, String id) {
    if (!model.id().equals(id)) {
      throw new MalformedAnswerException("The answer has another model than was asked for", null);
    }
  }
}
