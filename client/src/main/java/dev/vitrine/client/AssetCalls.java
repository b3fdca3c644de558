package dev.vitrine.client;

import static dev.vitrine.client.CallForms.asset;

import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.model.Asset;
import dev.vitrine.client.model.AssetFormat;
import dev.vitrine.client.model.LockedAsset;
import dev.vitrine.client.model.TagChange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked about assets: the request, and what its answer means. */
final class AssetCalls {
  private static final String ASSETS = "/assets";

  /** The platform's cap on the assets of one deletion. */
  private static final int DELETED = 100;

  private static final ObjectAnswer.ElementReader<TagChange> TAGS =
      ObjectAnswer.typed(TagChange.class);
  private static final ObjectAnswer.ElementReader<LockedAsset> LOCKED =
      ObjectAnswer.typed(LockedAsset.class);

  private AssetCalls() {}

  static Listing<Asset> list(AssetListParams params, RequestOptions options) {
    boolean named = params.query().containsKey("originalAssets");
    return new Listing<>(
        ASSETS,
        "assets",
        ModelCalls.identified(RowFormat.ASSET),
        target -> {
          params.addTo(target);
          if (!named) {
            CallForms.originals(target, options);
          }
        },
        options);
  }

  static Operation<Asset> get(String id, RequestOptions options) {
    return get(id, false, options);
  }

  static Operation<Asset> get(String id, boolean withEmbedding, RequestOptions options) {
    Target target = CallForms.originals(asset(id), options);
    if (withEmbedding) {
      target.query("withEmbedding", "true");
    }
    return new Operation<>(CallForms.get(target, options), answer -> same(answer, id));
  }

  /** The request for some assets; reading them is left to whoever asks. */
  static Call getBulk(List<String> ids, RequestOptions options) {
    Target target = CallForms.originals(new Target(ASSETS + "/get-bulk"), options).project(options);
    return new Call(
        "POST", target.toString(), CallForms.list("assetIds", ids), Answer.JSON, true, options);
  }

  static Operation<Asset> create(AssetCreateParams params, RequestOptions options) {
    Target target = CallForms.originals(new Target(ASSETS), options);
    return new Operation<>(
        CallForms.create(target, params.bytes(), params.idempotencyKey().orElse(null), options),
        AssetCalls::one);
  }

  static Operation<Asset> update(String id, AssetUpdateParams params, RequestOptions options) {
    return new Operation<>(
        CallForms.put(CallForms.originals(asset(id), options), params.bytes(), options),
        answer -> same(answer, id));
  }

  static Operation<TagChange> updateTags(
      String id, UpdateTagsParams params, RequestOptions options) {
    return new Operation<>(
        CallForms.put(
            asset(id).segment("tags"), params.bytes(), null, params.repeatable(), options),
        answer -> ObjectAnswer.whole(answer, TAGS));
  }

  static Operation<Asset> copy(
      String id, @Nullable String targetProjectId, RequestOptions options) {
    BodyFields body = new BodyFields();
    if (targetProjectId != null) {
      body.set("targetProjectId", targetProjectId);
    }
    Target target = CallForms.originals(asset(id).segment("copy"), options);
    return new Operation<>(CallForms.create(target, body.bytes(), null, options), AssetCalls::one);
  }

  /** Deletes any number, in pieces; those that are gone already are no failure. */
  static PiecewiseChange<Boolean> delete(
      Collection<String> ids, boolean force, RequestOptions options) {
    return new PiecewiseChange<>(
        "assets",
        PiecewiseChange.pieces(ids, DELETED),
        piece -> {
          BodyFields body = new BodyFields();
          body.set("assetIds", piece);
          if (force) {
            body.set("force", true);
          }
          return new Operation<>(
              CallForms.delete(new Target(ASSETS), body.bytes(), options),
              ObjectAnswer::nothing,
              true);
        });
  }

  static Operation<String> downloadUrl(
      String id, @Nullable AssetFormat format, RequestOptions options) {
    BodyFields body = new BodyFields();
    if (format != null) {
      body.set("targetFormat", format);
    }
    Target target = asset(id).segment("download").project(options);
    return new Operation<>(
        new Call("POST", target.toString(), body.bytes(), Answer.JSON, true, options),
        answer -> ObjectAnswer.text(answer, "url"));
  }

  static Operation<LockedAsset> lock(String id, Instant expiresAt, RequestOptions options) {
    BodyFields body = new BodyFields();
    body.set("lockExpiresAt", expiresAt.toString());
    return new Operation<>(
        CallForms.put(
            CallForms.originals(asset(id).segment("lock"), options),
            body.bytes(),
            null,
            false,
            options),
        answer -> ObjectAnswer.whole(answer, LOCKED));
  }

  /** Releases a lock; whoever does not name its id forces that. */
  static Operation<Asset> unlock(String id, @Nullable String lockId, RequestOptions options) {
    BodyFields body = new BodyFields();
    if (lockId == null) {
      body.set("forceUnlock", true);
    } else {
      body.set("lockId", lockId);
    }
    return new Operation<>(
        CallForms.put(
            CallForms.originals(asset(id).segment("unlock"), options), body.bytes(), options),
        answer -> same(answer, id));
  }

  private static Asset one(Answer answer) {
    return ObjectAnswer.member(answer, "asset", ModelCalls.identified(RowFormat.ASSET));
  }

  private static Asset same(Answer answer, String id) {
    Asset asset = one(answer);
    if (!RowFormat.ASSET.id(asset).equals(id)) {
      throw new MalformedAnswerException("The answer has another asset than was asked for", null);
    }
    return asset;
  }
}
