package dev.vitrine.client;

import static dev.vitrine.client.CallForms.model;

import dev.vitrine.client.json.Json;
import dev.vitrine.client.model.Description;
import dev.vitrine.client.model.Example;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.TagChange;
import dev.vitrine.client.model.TrainingImagePair;
import dev.vitrine.client.model.TrainingImagePairs;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What can be asked about models: the request, and what its answer means. */
final class ModelCalls {
  private static final String PUBLIC = "/models/public";

  private static final ObjectAnswer.ElementReader<TagChange> TAGS =
      ObjectAnswer.typed(TagChange.class);
  private static final ObjectAnswer.ElementReader<Description> DESCRIPTION =
      ObjectAnswer.typed(Description.class);
  private static final ObjectAnswer.ElementReader<Example> EXAMPLE =
      ObjectAnswer.typed(Example.class);
  private static final ObjectAnswer.ElementReader<TrainingImagePairs> PAIRS =
      ObjectAnswer.typed(TrainingImagePairs.class);

  private ModelCalls() {}

  static Operation<ModelResponse> get(String id, RequestOptions options) {
    Target target = CallForms.originals(model(id), options);
    return new Operation<>(CallForms.get(target, options), answer -> same(answer, id));
  }

  static Operation<Model> getPublic(String id, RequestOptions options) {
    Target target = CallForms.originals(new Target(PUBLIC).segment(Ids.checked(id)), options);
    return new Operation<>(CallForms.get(target, options), answer -> SingleModel.read(answer, id));
  }

  static Operation<ModelResponse> create(ModelCreateParams params, RequestOptions options) {
    Target target = CallForms.originals(new Target("/models"), params.originalAssets(), options);
    return new Operation<>(
        CallForms.create(target, params.bytes(), params.idempotencyKey().orElse(null), options),
        ModelResponse::of);
  }

  static Operation<ModelResponse> update(
      String id, ModelUpdateParams params, RequestOptions options) {
    Target target = CallForms.originals(model(id), params.originalAssets(), options);
    return new Operation<>(
        CallForms.put(target, params.bytes(), params.ifMatch().orElse(null), true, options),
        answer -> same(answer, id));
  }

  static Operation<Boolean> delete(String id, RequestOptions options) {
    return CallForms.deletion(model(id), options);
  }

  static Operation<ModelResponse> restore(String id, RequestOptions options) {
    return new Operation<>(
        CallForms.once(
            CallForms.originals(model(id).segment("restore"), options), CallForms.none(), options),
        answer -> same(answer, id));
  }

  static Operation<ModelResponse> copy(String id, ModelCopyParams params, RequestOptions options) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    CallForms.flag(body, "copyAsTrained", params.copyAsTrained());
    CallForms.flag(body, "copyExamples", params.copyExamples());
    Target target =
        CallForms.originals(model(id).segment("copy"), params.originalAssets(), options);
    return new Operation<>(
        CallForms.create(target, CallForms.bytes(body), null, options), ModelResponse::of);
  }

  static Operation<ModelResponse> transfer(
      String id, ModelTransferParams params, RequestOptions options) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("destinationProjectId", params.destinationProjectId());
    params.destinationTeamId().ifPresent(team -> body.put("destinationTeamId", team));
    return new Operation<>(
        CallForms.once(
            CallForms.originals(model(id).segment("transfer"), options),
            CallForms.bytes(body),
            options),
        ModelResponse::of);
  }

  static Operation<TagChange> updateTags(
      String id, UpdateTagsParams params, RequestOptions options) {
    return new Operation<>(
        CallForms.put(
            model(id).segment("tags"), params.bytes(), null, params.repeatable(), options),
        answer -> ObjectAnswer.whole(answer, TAGS));
  }

  static Operation<Description> description(String id, RequestOptions options) {
    return new Operation<>(
        CallForms.get(CallForms.originals(model(id).segment("description"), options), options),
        ModelCalls::description);
  }

  static Operation<Description> updateDescription(
      String id, @Nullable String text, RequestOptions options) {
    BodyFields body = new BodyFields();
    if (text == null) {
      body.clear("description");
    } else {
      body.set("description", text);
    }
    return new Operation<>(
        CallForms.put(
            CallForms.originals(model(id).segment("description"), options), body.bytes(), options),
        ModelCalls::description);
  }

  private static Description description(Answer answer) {
    return ObjectAnswer.member(answer, "description", DESCRIPTION);
  }

  static Operation<List<Example>> examples(String id, RequestOptions options) {
    return new Operation<>(
        CallForms.get(CallForms.originals(model(id).segment("examples"), options), options),
        ModelCalls::examples);
  }

  static Operation<List<Example>> updateExamples(
      String id, Collection<String> assetIds, RequestOptions options) {
    return new Operation<>(
        CallForms.put(
            CallForms.originals(model(id).segment("examples"), options),
            CallForms.list("assetIds", assetIds),
            options),
        ModelCalls::examples);
  }

  private static List<Example> examples(Answer answer) {
    return ObjectAnswer.page(answer, "examples", EXAMPLE).items();
  }

  static Operation<Boolean> deleteImages(
      String id, Collection<String> assetIds, RequestOptions options) {
    Target target = model(id).segment("images");
    assetIds.forEach(asset -> target.query("ids", asset));
    return new Operation<>(
        CallForms.delete(target, CallForms.none(), options), ObjectAnswer::nothing);
  }

  static Operation<TrainingImagePairs> replacePairs(
      String id, Collection<TrainingImagePair> pairs, RequestOptions options) {
    return new Operation<>(
        CallForms.put(
            model(id).segment("training-images").segment("pairs"),
            CallForms.bytes(List.copyOf(pairs)),
            options),
        answer -> ObjectAnswer.whole(answer, PAIRS));
  }

  static <R> Listing<R> list(RowFormat<R> format, ModelListParams params, RequestOptions options) {
    return new Listing<>(
        "/models", "models", identified(format), filters(params, options), options);
  }

  static Listing<Model> listPublic(ModelListParams params, RequestOptions options) {
    return new Listing<>(
        PUBLIC, "models", identified(RowFormat.MODEL), filters(params, options), options);
  }

  private static Consumer<Target> filters(ModelListParams params, RequestOptions options) {
    boolean named = params.query().containsKey("originalAssets");
    return target -> {
      params.addTo(target);
      if (!named) {
        CallForms.originals(target, options);
      }
    };
  }

  /** A row without an id is an error when it is read, not when it is used. */
  static <R> ObjectAnswer.ElementReader<R> identified(RowFormat<R> format) {
    return (parser, source) -> {
      R row = format.read(parser, source);
      String unused = format.id(row);
      return row;
    };
  }

  private static ModelResponse same(Answer answer, String id) {
    ModelResponse response = ModelResponse.of(answer);
    SingleModel.check(response.model(), id);
    return response;
  }
}
