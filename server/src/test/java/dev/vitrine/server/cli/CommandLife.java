package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line. */
record CommandLife(String url, String key, String secret) implements LifeSurface {
  private Cli.Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--url");
    all.add(url);
    return new Cli(Path.of("unused"))
        .with("VITRINE_KEY", key)
        .with("VITRINE_SECRET", secret)
        .plain(all.toArray(String[]::new));
  }

  @Override
  public String create(String name) {
    return run("models", "create", "--name", name, "--type", "flux.1-lora", "--json")
        .ok()
        .text("id");
  }

  @Override
  public void tag(String id, String tag) {
    run("models", "tags", id, "--add", tag).ok();
  }

  @Override
  public String createCollection(String name) {
    return run("collections", "create", name, "--json").ok().text("id");
  }

  @Override
  public void addToCollection(String collectionId, String id) {
    run("collections", "add", collectionId, id).ok();
  }

  @Override
  public void describe(String id, String text, Path folder) {
    Path file = folder.resolve("description.md");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("models", "describe", id, "--file", file.toString()).ok();
  }

  private List<String> list(String option, String value) {
    JsonArray models = (JsonArray) run("models", "list", option, value, "--json").ok().json();
    return models.elements().stream()
        .map(model -> String.valueOf(((JsonObject) model).text("id")))
        .toList();
  }

  @Override
  public List<String> listByTag(String tag) {
    return list("--tag", tag);
  }

  @Override
  public List<String> listCollection(String collectionId) {
    return list("--collection", collectionId);
  }

  @Override
  public boolean renameIf(String id, String name, String etag) {
    Cli.Result result = run("models", "update", id, "--name", name, "--if-match", etag);
    assertThat(result.status()).as(result.err()).isIn(0, 1);
    return result.status() == 0;
  }

  @Override
  public String copy(String id) {
    return run("models", "copy", id, "--json").ok().text("id");
  }

  @Override
  public void transfer(String id, String projectId) {
    run("models", "transfer", id, "--to", projectId).ok();
  }

  @Override
  public void delete(String id) {
    run("models", "delete", id).ok();
  }

  @Override
  public void restore(String id) {
    run("models", "restore", id).ok();
  }

  @Override
  public String toString() {
    return "command line";
  }
}
