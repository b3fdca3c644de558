package dev.vitrine.server.cli;

import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The fields of a model that a command line sets: from a file, and one by one. */
final class BodyOptions {
  /** Fields whose values are texts, however much they look like something else. */
  private static final Set<String> TEXTS =
      Set.of(
          "name",
          "shortDescription",
          "type",
          "classSlug",
          "epoch",
          "thumbnail",
          "promptEmbedding",
          "negativePromptEmbedding",
          "baseModelId",
          "privacy");

  @Option(
      names = "--body",
      paramLabel = "FILE",
      description = "File with a JSON object of fields; - is standard input.")
  private @Nullable String file;

  @Option(names = "--name", paramLabel = "NAME", description = "Display name.")
  private @Nullable String name;

  @Option(names = "--type", paramLabel = "TYPE", description = "Type, such as flux.1-lora.")
  private @Nullable String type;

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description =
          "Any field: a text, or JSON. null unsets it; parameters.rank=16 sets one parameter. Counts more than --body.")
  private List<String> fields = List.of();

  boolean isEmpty() {
    return file == null && name == null && type == null && fields.isEmpty();
  }

  /**
   * The fields as a JSON object.
   *
   * @throws CommandFailure if one cannot be read
   */
  String json(Terminal terminal) {
    JsonObject body = file == null ? JsonObject.EMPTY : read(file, terminal);
    if (name != null) {
      body = body.with("name", new JsonString(name));
    }
    if (type != null) {
      body = body.with("type", new JsonString(type));
    }
    for (String field : fields) {
      body = set(body, field);
    }
    return new String(JsonWriter.write(body), StandardCharsets.UTF_8);
  }

  private static JsonObject set(JsonObject body, String field) {
    int equals = field.indexOf('=');
    if (equals < 1) {
      throw new CommandFailure(
          "--set needs FIELD=VALUE, such as --set shortDescription=Ink, not "
              + Terminal.shown(field)
              + ".");
    }
    String path = field.substring(0, equals);
    String value = field.substring(equals + 1);
    int dot = path.indexOf('.');
    if (dot < 1) {
      return body.with(path, value(path, value));
    }
    String outer = path.substring(0, dot);
    String inner = path.substring(dot + 1);
    JsonObject before = body.object(outer);
    return body.with(
        outer, (before == null ? JsonObject.EMPTY : before).with(inner, value(inner, value)));
  }

  private static Json value(String name, String text) {
    try {
      Json parsed = JsonReader.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.REQUEST);
      return TEXTS.contains(name)
              && !(parsed instanceof JsonNull)
              && !(parsed instanceof JsonString)
          ? new JsonString(text)
          : parsed;
    } catch (InvalidJsonException e) {
      return new JsonString(text); // As people write texts.
    }
  }

  private static JsonObject read(String file, Terminal terminal) {
    String shown = file.equals("-") ? "Standard input" : "The file " + Terminal.shown(file);
    try {
      byte[] bytes =
          file.equals("-")
              ? terminal.in().readNBytes(JsonLimits.REQUEST.bytes() + 1)
              : Files.readAllBytes(Path.of(file));
      if (JsonReader.parse(bytes, JsonLimits.REQUEST) instanceof JsonObject object) {
        return object;
      }
      throw new CommandFailure(shown + " has no JSON object.");
    } catch (InvalidJsonException e) {
      throw new CommandFailure(shown + " " + e.problem() + ".");
    } catch (IOException e) {
      throw new CommandFailure(shown + " cannot be read.");
    }
  }
}
