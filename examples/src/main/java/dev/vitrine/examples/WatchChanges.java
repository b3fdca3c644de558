package dev.vitrine.examples;

import dev.vitrine.client.ModelCache;
import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.client.ModelGetBulkResponse;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.Outcomes;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at models again and again, and prints those that have changed: {@code WatchChanges ID...}.
 * What has not changed is not sent again.
 */
public final class WatchChanges {
  private static final long PAUSE_MILLIS = 5000;

  private final ModelCache cache;
  private final List<String> ids;
  private final PrintStream out;

  /** Watches these models. */
  public WatchChanges(VitrineClient client, List<String> ids, PrintStream out) {
    this.cache = client.models().cache(ModelGetBulkParams.none(), Math.max(1, ids.size()));
    this.ids = List.copyOf(ids);
    this.out = out;
  }

  /** Looks every five seconds until it is interrupted. */
  public static void main(String... ids) throws InterruptedException {
    try (VitrineClient client = VitrineClient.fromEnv()) {
      WatchChanges watch = new WatchChanges(client, List.of(ids), System.out);
      while (!Thread.interrupted()) {
        watch.look();
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  /** Looks once, and returns how many models have changed since the last look. */
  public int look() {
    ModelGetBulkResponse response = cache.getBulk(ids);
    Set<String> same =
        new HashSet<>(response.outcomes().map(Outcomes::notModified).orElse(List.of()));
    int changed = 0;
    for (Model model : response.models()) {
      if (!same.contains(model.id())) {
        out.println(model.id() + " is now: " + model.name().orElse("without a name"));
        changed++;
      }
    }
    return changed;
  }
}
