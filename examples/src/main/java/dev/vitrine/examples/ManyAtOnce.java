package dev.vitrine.examples;

import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.client.PartialFailureException;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.RateLimitException;
import dev.vitrine.client.model.Model;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Calls that do not wait for each other, and what can become of them: {@code ManyAtOnce ID...}. */
public final class ManyAtOnce {
  private ManyAtOnce() {}

  /** Prints what is found. */
  public static void main(String... ids) {
    try (VitrineClient client = VitrineClient.fromEnv()) {
      System.out.println(describe(client, List.of(ids)).join());
    }
  }

  /** A line about the models, as soon as both calls have ended. */
  public static CompletableFuture<String> describe(VitrineClient client, List<String> ids) {
    CompletableFuture<String> first =
        client
            .async()
            .models()
            .retrieve(ids.get(0))
            .thenApply(model -> "first " + model.name().orElse(model.id()))
            .exceptionally(ManyAtOnce::explained);
    CompletableFuture<String> all =
        client
            .async()
            .models()
            .getBulk(ModelGetBulkParams.builder().modelIds(ids).minimal(true).build())
            .thenApply(response -> names(response.models()))
            .exceptionally(ManyAtOnce::explained);
    return first.thenCombine(all, (one, many) -> one + "; all: " + many);
  }

  private static String names(List<Model> models) {
    return String.join(
        ", ", models.stream().map(model -> model.name().orElse(model.id())).toList());
  }

  private static String explained(Throwable thrown) {
    Throwable failure = thrown.getCause() == null ? thrown : thrown.getCause();
    if (failure instanceof NotFoundException) {
      return "no such model";
    }
    if (failure instanceof PartialFailureException partial) {
      return names(partial.models()) + " and not " + partial.failures().keySet();
    }
    if (failure instanceof RateLimitException busy) {
      return "too busy, trace " + busy.traceId().orElse("unknown");
    }
    return String.valueOf(failure.getMessage());
  }
}
