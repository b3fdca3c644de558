package dev.vitrine.examples;

import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.client.ModelStream;
import dev.vitrine.client.RequestOptions;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.model.Model;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the tags of any number of models in the memory of a few: {@code TagCount < ids.txt}, an id
 * a line.
 */
public final class TagCount {
  private TagCount() {}

  /** Prints each tag with its count. */
  public static void main(String... arguments) throws IOException {
    try (VitrineClient client = VitrineClient.fromEnv();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      count(client, in.lines().toList())
          .forEach((tag, count) -> System.out.println(count + "\t" + tag));
    }
  }

  /** The tags with their counts, by name. */
  public static Map<String, Integer> count(VitrineClient client, List<String> ids) {
    Map<String, Integer> counts = new TreeMap<>();
    ModelGetBulkParams tagsOnly =
        ModelGetBulkParams.builder().modelIds(ids).fields(List.of("tags")).build();
    try (ModelStream models = client.models().streamBulk(tagsOnly, RequestOptions.none())) {
      while (models.hasNext()) {
        Model model = models.next();
        model.tags().orElse(List.of()).forEach(tag -> counts.merge(tag, 1, Integer::sum));
      }
    }
    return counts;
  }
}
