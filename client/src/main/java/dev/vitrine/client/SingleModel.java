package dev.vitrine.client;

import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.json.Json;
import dev.vitrine.client.model.Model;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Single reads: their request and their answer. */
final class SingleModel {
  private SingleModel() {}

  static Call call(ModelRetrieveParams params, RequestOptions options) {
    Target target = new Target("/models").segment(params.modelId());
    params.originalAssets().ifPresent(flag -> target.query("originalAssets", flag.toString()));
    options.projectId().ifPresent(project -> target.query("projectId", project));
    return new Call("GET", target.toString(), new byte[0], Answer.JSON, true, options);
  }

  /**
   * The model of an answer.
   *
   * @param id that was asked for
   * @throws MalformedAnswerException if it has none
   */
  static Model read(Answer answer, String id) {
    if (!answer.mediaType().equals(Answer.JSON)) {
      throw new MalformedAnswerException(
          "The answer is \"" + answer.mediaType() + "\" instead of JSON", null);
    }
    Model model = null;
    try (JsonParser parser = Json.MAPPER.createParser(answer.body())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          boolean isModel = "model".equals(parser.currentName());
          parser.nextToken();
          if (isModel && parser.currentToken() == JsonToken.START_OBJECT) {
            model = RowFormat.MODEL.read(parser, answer.body());
          } else {
            parser.skipChildren();
          }
        }
      }
    } catch (JacksonException e) {
      throw new MalformedAnswerException("The answer is no JSON: " + e.getOriginalMessage(), e);
    }
    if (model == null) {
      throw new MalformedAnswerException("The answer has no \"model\"", null);
    }
    if (!model.id().equals(id)) {
      throw new MalformedAnswerException("The answer has another model than was asked for", null);
    }
    return model;
  }
}
