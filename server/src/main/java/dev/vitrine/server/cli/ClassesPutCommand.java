package dev.vitrine.server.cli;

import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a class. */
@Command(
    name = "put",
    header = "Make a class, or replace the one that has its slug.",
    description = {
      "The class comes from a JSON file, from options, or from both, where options count more. A class that is there already is replaced"
          + " as a whole, but keeps its status unless one is given; a new one is unpublished."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine classes put character-ceramic-figurine --name 'Ceramic Figurine' --category character",
      "  vitrine classes put --file figurine.json",
      "  vitrine classes show old-slug | vitrine classes put new-slug --file -"
    })
final class ClassesPutCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "SLUG",
      description = "Slug of the class; may also stand in the file.")
  private @Nullable String slug;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "JSON object with the members of a class; - is standard input.")
  private @Nullable String file;

  @Option(names = "--name", paramLabel = "NAME", description = "Display name.")
  private @Nullable String name;

  @Option(names = "--category", paramLabel = "SLUG", description = "Group the class belongs to.")
  private @Nullable String category;

  @Option(names = "--prompt", paramLabel = "TEXT", description = "Prompt without an identifier.")
  private @Nullable String prompt;

  @Option(
      names = "--concept-prompt",
      paramLabel = "TEXT",
      description = "Prompt with the identifier of the subject.")
  private @Nullable String conceptPrompt;

  @Option(names = "--model", paramLabel = "ID", description = "Model the class was made for.")
  private @Nullable String model;

  @Option(
      names = "--thumbnail",
      paramLabel = "URL",
      description = "Picture of the class; may be repeated.")
  private List<String> thumbnails = List.of();

  @Option(names = "--status", paramLabel = "STATUS", description = "published or unpublished.")
  private @Nullable String status;

  ClassesPutCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    JsonObject wanted = wanted();
    try (Catalogue catalogue = data.openExisting(terminal)) {
      JsonObject kept = catalogue.classes().put(wanted);
      terminal.out().println(kept.text("slug") + " is " + kept.text("status"));
    }
    return 0;
  }

  private JsonObject wanted() {
    JsonObject wanted = file == null ? JsonObject.EMPTY : read(file);
    Map<String, @Nullable String> options = new LinkedHashMap<>();
    options.put("slug", slug);
    options.put("name", name);
    options.put("category", category);
    options.put("prompt", prompt);
    options.put("conceptPrompt", conceptPrompt);
    options.put("modelId", model);
    options.put("status", status);
    for (var option : options.entrySet()) {
      String value = option.getValue();
      wanted = value == null ? wanted : wanted.with(option.getKey(), new JsonString(value));
    }
    return thumbnails.isEmpty()
        ? wanted
        : wanted.with("thumbnails", JsonArray.ofStrings(thumbnails));
  }

  private JsonObject read(String named) {
    try (InputStream in =
        named.equals("-") ? terminal.in() : Files.newInputStream(DataOption.path(named))) {
      byte[] text = in.readNBytes(JsonLimits.REQUEST.bytes() + 1);
      if (JsonReader.parse(text, JsonLimits.REQUEST) instanceof JsonObject object) {
        return object;
      }
      throw new CommandFailure("The file " + Terminal.shown(named) + " holds no JSON object.");
    } catch (InvalidJsonException e) {
      throw new CommandFailure("The file " + Terminal.shown(named) + " " + e.problem() + ".");
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + Terminal.shown(named) + " cannot be read: " + e.getMessage() + ".");
    }
  }
}
