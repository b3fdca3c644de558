package dev.vitrine.client;

import static dev.vitrine.client.CallForms.collection;

import dev.vitrine.client.model.Collection;
import dev.vitrine.client.model.Tag;
import java.util.function.BiFunction;

/** What can be asked about collections and tags: the request, and what its answer means. */
final class CollectionCalls {
  /** The platform's cap on the models or assets of one change. */
  private static final int PIECE = 49;

  private static final String MODELS = "models";
  private static final String ASSETS = "assets";

  private static final ObjectAnswer.ElementReader<Collection> COLLECTION =
      ObjectAnswer.typed(Collection.class);
  private static final ObjectAnswer.ElementReader<Tag> TAG = ObjectAnswer.typed(Tag.class);

  private CollectionCalls() {}

  static Operation<Collection> create(String name, RequestOptions options) {
    BodyFields body = new BodyFields();
    body.set("name", name);
    return new Operation<>(
        CallForms.create(new Target("/collections"), body.bytes(), null, options),
        CollectionCalls::one);
  }

  static Operation<Collection> get(String id, RequestOptions options) {
    return new Operation<>(
        CallForms.get(CallForms.originals(collection(id), options), options), CollectionCalls::one);
  }

  static Operation<Collection> update(
      String id, CollectionUpdateParams params, RequestOptions options) {
    return new Operation<>(
        CallForms.put(CallForms.originals(collection(id), options), params.bytes(), options),
        CollectionCalls::one);
  }

  static Operation<Boolean> delete(String id, RequestOptions options) {
    return CallForms.deletion(collection(id), options);
  }

  static PiecewiseChange<Collection> addModels(
      String id, java.util.Collection<String> modelIds, RequestOptions options) {
    return members(
        id, MODELS, modelIds, options, (target, body) -> CallForms.put(target, body, options));
  }

  static PiecewiseChange<Collection> removeModels(
      String id, java.util.Collection<String> modelIds, RequestOptions options) {
    return members(
        id, MODELS, modelIds, options, (target, body) -> CallForms.delete(target, body, options));
  }

  static PiecewiseChange<Collection> addAssets(
      String id, java.util.Collection<String> assetIds, RequestOptions options) {
    return members(
        id, ASSETS, assetIds, options, (target, body) -> CallForms.put(target, body, options));
  }

  static PiecewiseChange<Collection> removeAssets(
      String id, java.util.Collection<String> assetIds, RequestOptions options) {
    return members(
        id, ASSETS, assetIds, options, (target, body) -> CallForms.delete(target, body, options));
  }

  private static PiecewiseChange<Collection> members(
      String id,
      String what,
      java.util.Collection<String> ids,
      RequestOptions options,
      BiFunction<Target, byte[], Call> form) {
    String list = what.equals(MODELS) ? "modelIds" : "assetIds";
    return new PiecewiseChange<>(
        what,
        PiecewiseChange.pieces(ids, PIECE),
        piece ->
            new Operation<>(
                form.apply(
                    CallForms.originals(collection(id).segment(what), options),
                    CallForms.list(list, piece)),
                CollectionCalls::one));
  }

  static Listing<Collection> list(PageParams params, RequestOptions options) {
    return new Listing<>(
        "/collections",
        "collections",
        COLLECTION,
        target -> {
          params.addTo(target);
          CallForms.originals(target, options);
        },
        options);
  }

  static Listing<Tag> tags(PageParams params, RequestOptions options) {
    return new Listing<>("/tags", "tags", TAG, params::addTo, options);
  }

  private static Collection one(Answer answer) {
    return ObjectAnswer.member(answer, "collection", COLLECTION);
  }
}
