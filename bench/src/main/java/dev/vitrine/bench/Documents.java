package dev.vitrine.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/**
 * Made-up models of about one size, the same ones on every machine: a custom endpoint or a trained
 * model, its texts, and as many inputs as the size takes.
 */
public final class Documents {
  /** The mean row of a real catalogue. */
  public static final int SMALL = 1_500;

  /** A row with many inputs. */
  public static final int LARGE = 5_400;

  private static final long SEED = 20_260_101;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Prose prose = new Prose(new SplittableRandom(SEED));

  private Documents() {}

  /** This many models of about this many bytes as compact JSON. */
  public static List<byte[]> of(int count, int bytes) {
    Documents documents = new Documents();
    List<byte[]> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(documents.next(bytes));
    }
    return all;
  }

  /** The same models one by one, so that any number can be made. */
  public static void each(int count, int bytes, Sink sink) throws IOException {
    Documents documents = new Documents();
    for (int i = 0; i < count; i++) {
      sink.model(documents.next(bytes));
    }
  }

  /** Takes models as JSON. */
  @FunctionalInterface
  public interface Sink {
    void model(byte[] json) throws IOException;
  }

  private byte[] next(int bytes) {
    // Sizes spread by a fifth either way, as those of real rows do and more.
    int wanted = bytes - bytes / 5 + prose.between(0, 2 * bytes / 5);
    Map<String, Object> model = head();
    List<Object> inputs = new ArrayList<>();
    model.put("inputs", inputs);
    byte[] json = MAPPER.writeValueAsBytes(model);
    while (json.length < wanted) {
      if (wanted - json.length < 100) {
        model.merge("shortDescription", " " + prose.words(10), (old, more) -> "" + old + more);
      } else {
        inputs.add(input());
      }
      json = MAPPER.writeValueAsBytes(model);
    }
    return json;
  }

  private Map<String, Object> head() {
    boolean custom = prose.between(0, 2) > 0;
    String user = prose.id("user");
    List<Object> pictures = prose.ids("asset", 1);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", prose.id("model"));
    model.put("userId", user);
    model.put("authorId", user);
    model.put("createdAt", prose.time());
    model.put("updatedAt", prose.time());
    model.put("name", prose.words(prose.between(2, 4)));
    model.put("shortDescription", prose.sentence());
    model.put("type", custom ? "custom" : prose.oneOf("flux.1-lora", "flux.1-composition"));
    model.put("privacy", prose.oneOf("private", "unlisted", "public"));
    model.put("capabilities", List.of("txt2img", "img2img", "inpaint", "controlnet"));
    model.put("source", prose.oneOf("scenario", "other", "huggingface"));
    model.put("status", "trained");
    model.put("trainingImagesNumber", 0);
    model.put("tags", prose.tags(prose.between(2, 4)));
    model.put("collectionIds", prose.ids("collection", 1));
    model.put("exampleAssetIds", pictures);
    model.put("custom", custom);
    Map<String, Object> thumbnail = new LinkedHashMap<>();
    thumbnail.put("assetId", pictures.getFirst());
    thumbnail.put("url", "https://assets.example.com/pictures/" + pictures.getFirst() + ".png");
    model.put("thumbnail", thumbnail);
    return model;
  }

  private Map<String, Object> input() {
    String name = prose.word();
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("name", name);
    input.put("required", Map.of("always", prose.oneOf(true, false)));
    switch (prose.between(0, 4)) {
      case 0 -> {
        input.put("type", "string");
        input.put("allowedValues", prose.tags(prose.between(3, 6)));
        input.put("costImpact", prose.oneOf(true, false));
      }
      case 1 -> {
        input.put("type", "number");
        input.put("default", prose.between(1, 40) / 4.0);
        input.put("min", 0);
        input.put("max", prose.between(10, 100));
        input.put("step", prose.oneOf(0.05, 0.5, 1, 8));
      }
      case 2 -> {
        input.put("type", "boolean");
        input.put("default", prose.oneOf(true, false));
      }
      case 3 -> {
        input.put("type", "file");
        input.put("kind", prose.oneOf("image", "video", "audio"));
        input.put("maxSize", prose.between(1, 64) << 20);
      }
      default -> {
        input.put("type", "string");
        input.put("prompt", true);
        input.put("maxLength", prose.between(1, 40) * 100);
        input.put("placeholder", prose.sentence());
      }
    }
    input.put("label", prose.words(1) + " " + name);
    input.put("group", prose.oneOf("Look", "Shots", "Script", "Settings"));
    if (prose.oneOf(true, false)) {
      input.put("description", prose.sentence());
    }
    return input;
  }
}
