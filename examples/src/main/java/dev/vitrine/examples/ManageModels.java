package dev.vitrine.examples;

import dev.vitrine.client.ModelCreateParams;
import dev.vitrine.client.ModelListParams;
import dev.vitrine.client.ModelResponse;
import dev.vitrine.client.ModelUpdateParams;
import dev.vitrine.client.UpdateTagsParams;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.error.ConflictException;
import dev.vitrine.client.model.Collection;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.ModelType;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes models through their life: {@code ManageModels NAME...} creates one of each name, tags
 * them, puts them in a collection, lists it and tidies up. Needs the key of an editor.
 */
public final class ManageModels {
  private static final String TAG = "example";

  private final VitrineClient client;
  private final PrintStream out;

  /** Works with this client. */
  public ManageModels(VitrineClient client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  /** Creates models of these names, shows them and deletes them again. */
  public static void main(String... names) {
    try (VitrineClient client = VitrineClient.fromEnv()) {
      new ManageModels(client, System.out).run("Made by an example", List.of(names));
    }
  }

  /** The whole life of models of these names, in a collection of that name. */
  public void run(String collectionName, List<String> names) {
    Collection collection = client.collections().create(collectionName);
    String collectionId = collection.id().orElseThrow();
    List<String> created = new ArrayList<>();
    try {
      for (String name : names) {
        created.add(create(name));
      }
      client.collections().addModels(collectionId, created);
      list(collectionId);
    } finally {
      created.forEach(id -> client.models().delete(id));
      client.collections().delete(collectionId);
    }
    out.println("deleted " + created.size());
  }

  private String create(String name) {
    ModelResponse made =
        client
            .models()
            .create(ModelCreateParams.builder().name(name).type(ModelType.FLUX_1_LORA).build());
    String id = made.model().id();
    client.models().updateTags(id, UpdateTagsParams.none().add(TAG));
    describe(made);
    return id;
  }

  /** Changes what nobody else has changed since. */
  private void describe(ModelResponse seen) {
    ModelUpdateParams change =
        ModelUpdateParams.builder().shortDescription("Only an example").build();
    String id = seen.model().id();
    try {
      client.models().update(id, change.ifMatch(seen));
    } catch (ConflictException e) {
      // Tagging it changed it, so look again and decide again.
      client.models().update(id, change.ifMatch(client.models().get(id)));
    }
  }

  private void list(String collectionId) {
    ModelListParams params =
        ModelListParams.builder().collectionId(collectionId).pageSize(2).build();
    for (Model model : client.models().list(params).autoPager()) {
      out.println(
          model.name().orElse("without a name")
              + ": "
              + model.shortDescription().orElse("")
              + ", "
              + String.join(", ", model.tags().orElse(List.of())));
    }
  }
}
