package dev.vitrine.server.cli;

import dev.vitrine.client.ModelCopyParams;
import dev.vitrine.client.ModelCreateParams;
import dev.vitrine.client.ModelListParams;
import dev.vitrine.client.ModelTransferParams;
import dev.vitrine.client.ModelUpdateParams;
import dev.vitrine.client.RequestOptions;
import dev.vitrine.client.UpdateTagsParams;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.error.ConflictException;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.ModelType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The Java client. */
record SdkLife(String url, String key, String secret) implements LifeSurface {
  private <T> T call(Function<VitrineClient, T> call) {
    try (VitrineClient client =
        VitrineClient.builder().baseUrl(url).credentials(key, secret).build()) {
      return call.apply(client);
    }
  }

  private void run(Consumer<VitrineClient> call) {
    call(client -> {
      call.accept(client);
      return "";
    });
  }

  @Override
  public String create(String name) {
    ModelCreateParams params =
        ModelCreateParams.builder().name(name).type(ModelType.FLUX_1_LORA).build();
    return call(client -> client.models().create(params).model().id());
  }

  @Override
  public void tag(String id, String tag) {
    run(client -> client.models().updateTags(id, UpdateTagsParams.none().add(tag)));
  }

  @Override
  public String createCollection(String name) {
    return call(client -> client.collections().create(name).id().orElseThrow());
  }

  @Override
  public void addToCollection(String collectionId, String id) {
    run(client -> client.collections().addModels(collectionId, List.of(id)));
  }

  @Override
  public void describe(String id, String text, Path folder) {
    run(client -> client.models().content().updateDescription(id, text));
  }

  private List<String> list(ModelListParams params) {
    return call(client -> {
      List<String> ids = new ArrayList<>();
      for (Model model : client.models().list(params).autoPager()) {
        ids.add(model.id());
      }
      return ids;
    });
  }

  @Override
  public List<String> listByTag(String tag) {
    return list(ModelListParams.builder().tags(List.of(tag)).pageSize(1).build());
  }

  @Override
  public List<String> listCollection(String collectionId) {
    return list(ModelListParams.builder().collectionId(collectionId).build());
  }

  @Override
  public boolean renameIf(String id, String name, String etag) {
    try {
      run(client ->
          client
              .models()
              .update(
                  id,
                  ModelUpdateParams.builder().name(name).build(),
                  RequestOptions.builder().ifMatch(etag).build()));
      return true;
    } catch (ConflictException e) {
      return false;
    }
  }

  @Override
  public String copy(String id) {
    return call(client -> client.models().copy(id, ModelCopyParams.none()).model().id());
  }

  @Override
  public void transfer(String id, String projectId) {
    run(client -> client.models().transfer(id, ModelTransferParams.to(projectId)));
  }

  @Override
  public void delete(String id) {
    run(client -> client.models().delete(id));
  }

  @Override
  public void restore(String id) {
    run(client -> client.models().restore(id));
  }

  @Override
  public String toString() {
    return "SDK";
  }
}
