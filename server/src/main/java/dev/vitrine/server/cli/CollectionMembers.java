package dev.vitrine.server.cli;

import dev.vitrine.client.RequestOptions;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.model.Collection;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A collection and the models that are put into it or taken out. */
final class CollectionMembers {
  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final CollectionOutput output = new CollectionOutput();

  @Parameters(index = "0", paramLabel = "ID", description = "Id of the collection.")
  private String id = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "MODEL",
      description = "Ids of models; - reads ids from standard input, separated by white space.")
  private List<String> models = List.of();

  /** One request for some of the models. */
  @FunctionalInterface
  interface Change {
    /** The collection afterwards. */
    Collection of(
        VitrineClient client, String collectionId, List<String> modelIds, RequestOptions options);
  }

  /** Makes as many requests as it takes, and prints the collection. */
  int change(Terminal terminal, Change change) {
    List<String> all = IdArguments.all(models, terminal);
    output.print(
        server.make(
            terminal,
            (client, options) ->
                ManyModels.change(terminal, all, piece -> change.of(client, id, piece, options))),
        terminal);
    return 0;
  }
}
