package dev.vitrine.client;

import static dev.vitrine.client.CallForms.collection;

import dev.vitrine.client.model.Collection;
import dev.vitrine.client.model.Tag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What can be asked about collections and tags: the request, and what its answer means. */
final class CollectionCalls {
  /** The platform's cap on the models of one change. */
  private static final int PIECE = 49;

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
    return new Operation<>(CallForms.get(collection(id), options), CollectionCalls::one);
  }

  static Operation<Collection> update(
      String id, CollectionUpdateParams params, RequestOptions options) {
    return new Operation<>(
        CallForms.put(collection(id), params.bytes(), options), CollectionCalls::one);
  }

  static Operation<Boolean> delete(String id, RequestOptions options) {
    return CallForms.deletion(collection(id), options);
  }

  static Operation<Collection> addModels(String id, List<String> modelIds, RequestOptions options) {
    return new Operation<>(
        CallForms.put(
            collection(id).segment("models"), CallForms.list("modelIds", modelIds), options),
        CollectionCalls::one);
  }

  static Operation<Collection> removeModels(
      String id, List<String> modelIds, RequestOptions options) {
    return new Operation<>(
        CallForms.delete(
            collection(id).segment("models"), CallForms.list("modelIds", modelIds), options),
        CollectionCalls::one);
  }

  /** The distinct ids, in lists as long as one request may name; one list at least. */
  static List<List<String>> pieces(java.util.Collection<String> modelIds) {
    LinkedHashSet<String> distinct = new LinkedHashSet<>();
    modelIds.forEach(id -> distinct.add(ModelIds.checked(id)));
    List<String> all = List.copyOf(distinct);
    List<List<String>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += PIECE) {
      pieces.add(all.subList(from, Math.min(all.size(), from + PIECE)));
    }
    return pieces.isEmpty() ? List.of(List.of()) : pieces;
  }

  static Listing<Collection> list(PageParams params, RequestOptions options) {
    return new Listing<>("/collections", "collections", COLLECTION, params::addTo, options);
  }

  static Listing<Tag> tags(PageParams params, RequestOptions options) {
    return new Listing<>("/tags", "tags", TAG, params::addTo, options);
  }

  private static Collection one(Answer answer) {
    return ObjectAnswer.member(answer, "collection", COLLECTION);
  }
}
