package dev.vitrine.server.http;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.ExpectedUrls;
import dev.vitrine.server.TestServer;
import dev.vitrine.testkit.OpenApiContract;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue that answers bulk reads as the contract says, rule by rule and slowly: what the
 * program answers is compared with it. It shares none of the program's code but the JSON tree.
 */
final class ReferenceCatalogue {
  private static final List<String> FIRST =
      List.of(
          "id",
          "userId",
          "authorId",
          "ownerId",
          "createdAt",
          "updatedAt",
          "name",
          "shortDescription",
          "type",
          "privacy",
          "capabilities",
          "source",
          "status",
          "trainingProgress",
          "parameters",
          "trainingImagesNumber",
          "trainingImages",
          "trainingImagePairs",
          "tags",
          "collectionIds",
          "exampleAssetIds",
          "custom",
          "accessRestrictions");

  private final List<String> order = new ArrayList<>(FIRST);
  private final Map<String, Model> models = new LinkedHashMap<>();
  private final ExpectedUrls urls;

  ReferenceCatalogue(ExpectedUrls urls) {
    this.urls = urls;
    Set<String> documented = new TreeSet<>();
    OpenApiContract.load()
        .document()
        .at("/components/schemas/ModelFields/properties")
        .propertyNames()
        .forEach(documented::add);
    FIRST.forEach(documented::remove);
    order.addAll(documented);
  }

  /**
   * A model of the catalogue.
   *
   * @param row its document as an import leaves it, with its secret
   * @param damaged whether its stored bytes are no document
   */
  record Model(
      String id,
      String owner,
      String privacy,
      JsonObject row,
      Set<String> held,
      boolean damaged,
      long revision) {}

  /** A bulk read; null is an absent flag. */
  record Ask(
      String project,
      List<String> ids,
      @Nullable Boolean minimal,
      @Nullable Boolean settings,
      @Nullable Boolean thumbnail,
      @Nullable Boolean allTrainingImages,
      @Nullable Boolean trainingImagesPreview,
      @Nullable Boolean originalsInBody,
      @Nullable Boolean originalsInQuery,
      @Nullable List<String> fields,
      boolean report,
      @Nullable Map<String, String> ifNoneMatch) {}

  void put(Model model) {
    models.put(model.id(), model);
  }

  /** The whole answer as JSON text. */
  String answer(Ask ask) {
    List<String> rows = new ArrayList<>();
    List<String> notFound = new ArrayList<>();
    List<String> notModified = new ArrayList<>();
    List<String> unprocessed = new ArrayList<>();
    SequencedMap<String, Json> etags = new LinkedHashMap<>();
    for (String id : new LinkedHashSet<>(ask.ids())) {
      Model model = models.get(id);
      if (model == null || !maySee(ask.project(), model)) {
        notFound.add(id);
      } else if (model.damaged()) {
        unprocessed.add(id);
      } else {
        String row = TestServer.text(row(model, ask));
        String etag = model.revision() + "." + hash(row);
        etags.put(id, new JsonString(etag));
        if (ask.ifNoneMatch() != null && etag.equals(ask.ifNoneMatch().get(id))) {
          notModified.add(id);
        } else {
          rows.add(row);
        }
      }
    }
    String outcomes =
        "{\"notFound\":%s,\"notModified\":%s,\"unprocessed\":%s,\"etags\":%s}"
            .formatted(
                list(notFound),
                list(notModified),
                list(unprocessed),
                TestServer.text(new JsonObject(etags)));
    boolean reported = ask.report() || ask.ifNoneMatch() != null;
    return "{\"models\":["
        + String.join(",", rows)
        + "]"
        + (reported ? ",\"outcomes\":" + outcomes : "")
        + "}";
  }

  /** The row of one model. */
  private JsonObject row(Model model, Ask ask) {
    if (isTrue(ask.minimal())) {
      return kept(model.row(), Set.of("id", "name", "type"));
    }
    boolean owner = ask.project().equals(model.owner());
    SequencedMap<String, Json> row = new LinkedHashMap<>(model.row().members());
    if (row.get("parameters") instanceof JsonObject parameters) {
      row.put("parameters", parameters.without("wandbKey"));
    }
    if (!isTrue(ask.settings())) {
      row.remove("promptEmbedding");
      row.remove("negativePromptEmbedding");
    }
    List<Json> images = row.get("trainingImages") instanceof JsonArray(List<Json> all) ? all : null;
    if (images != null) {
      row.put("trainingImagesNumber", larger(row.get("trainingImagesNumber"), images.size()));
      int most = Math.min(images.size(), mostImages(ask));
      row.put("trainingImages", new JsonArray(images.subList(0, most)));
    }
    if (!owner) {
      row.remove("trainingImages");
    }
    if (!isTrue(ask.thumbnail())) {
      row.remove("thumbnail");
    } else if (!row.containsKey("thumbnail") && owner && images != null && !images.isEmpty()) {
      standIn((JsonObject) images.getFirst(), row);
    }
    boolean originals =
        isTrue(ask.originalsInQuery() == null ? ask.originalsInBody() : ask.originalsInQuery());
    replaceUrls(row, asset -> model.held().contains(asset) ? urls.of(asset, originals) : null);
    JsonObject ordered = ordered(row);
    if (ask.fields() == null) {
      return ordered;
    }
    Set<String> selection = new TreeSet<>(ask.fields());
    selection.add("id");
    return kept(ordered, selection);
  }

  private static boolean maySee(String project, Model model) {
    return project.equals(model.owner()) || !model.privacy().equals("private");
  }

  /** The contract's table, read row by row. */
  private static int mostImages(Ask ask) {
    String all = String.valueOf(ask.allTrainingImages());
    String preview = String.valueOf(ask.trainingImagesPreview());
    return switch (all + "/" + preview) {
      case "null/false", "true/null", "true/false" -> Integer.MAX_VALUE;
      default -> 3;
    };
  }

  private static Json larger(@Nullable Json stored, int held) {
    if (stored instanceof JsonNumber(String text)
        && new BigDecimal(text).compareTo(new BigDecimal(held)) >= 0) {
      return stored;
    }
    return new JsonNumber(held);
  }

  private static void standIn(JsonObject image, SequencedMap<String, Json> row) {
    Json id = image.get("id");
    Json url = image.get("downloadUrl");
    if (id != null) {
      SequencedMap<String, Json> thumbnail = new LinkedHashMap<>();
      thumbnail.put("assetId", id);
      if (url != null) {
        thumbnail.put("url", url);
      }
      row.put("thumbnail", new JsonObject(thumbnail));
    }
  }

  private static void replaceUrls(
      SequencedMap<String, Json> row, Function<String, @Nullable String> urlOf) {
    replace(row, "thumbnail", value -> named(value, "assetId", "url", urlOf));
    replace(
        row,
        "trainingImages",
        value -> each(value, image -> named(image, "id", "downloadUrl", urlOf)));
    replace(
        row,
        "epochs",
        value ->
            each(
                value,
                epoch ->
                    within(
                        epoch,
                        "assets",
                        assets -> each(assets, asset -> named(asset, "assetId", "url", urlOf)))));
    replace(
        row,
        "class",
        value -> within(value, "thumbnails", all -> each(all, url -> bare(url, urlOf))));
  }

  private static void replace(
      SequencedMap<String, Json> row, String name, Function<Json, Json> change) {
    row.computeIfPresent(name, (key, value) -> change.apply(value));
  }

  private static Json within(Json value, String name, Function<Json, Json> change) {
    SequencedMap<String, Json> members = new LinkedHashMap<>(((JsonObject) value).members());
    replace(members, name, change);
    return new JsonObject(members);
  }

  private static Json each(Json array, Function<Json, Json> change) {
    return new JsonArray(((JsonArray) array).elements().stream().map(change).toList());
  }

  private static Json named(
      Json value, String idName, String urlName, Function<String, @Nullable String> urlOf) {
    SequencedMap<String, Json> members = new LinkedHashMap<>(((JsonObject) value).members());
    if (members.get(idName) instanceof JsonString(String id)) {
      String url = urlOf.apply(id);
      if (url != null) {
        members.put(urlName, new JsonString(url));
      }
    }
    return new JsonObject(members);
  }

  private static Json bare(Json value, Function<String, @Nullable String> urlOf) {
    String old = ((JsonString) value).value();
    String url =
        old.contains("/assets/") ? urlOf.apply(old.substring(old.lastIndexOf('/') + 1)) : null;
    return url == null ? value : new JsonString(url);
  }

  private JsonObject ordered(SequencedMap<String, Json> row) {
    SequencedMap<String, Json> ordered = new LinkedHashMap<>();
    for (String name : order) {
      Json value = row.get(name);
      if (value != null) {
        ordered.put(name, value);
      }
    }
    row.forEach(ordered::putIfAbsent);
    return new JsonObject(ordered);
  }

  private static JsonObject kept(JsonObject row, Set<String> names) {
    SequencedMap<String, Json> kept = new LinkedHashMap<>(row.members());
    kept.keySet().retainAll(names);
    return new JsonObject(kept);
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return flag != null && flag;
  }

  private static String list(List<String> ids) {
    return TestServer.text(JsonArray.ofStrings(ids));
  }

  private static String hash(String row) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(row.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
