package dev.vitrine.server.cli;

import dev.vitrine.client.AssetListParams;
import dev.vitrine.client.model.Asset;
import dev.vitrine.client.model.AssetSort;
import dev.vitrine.client.model.ModelPrivacy;
import dev.vitrine.client.model.OpenValue;
import dev.vitrine.client.model.SortDirection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists assets. */
@Command(
    name = "list",
    header = "List assets, as they come.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine assets list --url http://127.0.0.1:8080",
      "  vitrine assets list --tag botany --sort updatedAt --asc --url http://127.0.0.1:8080",
      "  vitrine assets list --type uploaded-video --limit 20 --json --url http://127.0.0.1:8080"
    })
final class AssetsListCommand implements Callable<Integer> {
  private static final int PAGE = 100;

  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final StreamedList output = new StreamedList();

  @Option(
      names = "--privacy",
      paramLabel = "PRIVACY",
      description = "public: everybody's public assets; unlisted: own ones that are. Default: own.")
  private @Nullable String privacy;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "How they came to be, such as uploaded; may be repeated.")
  private List<String> types = List.of();

  @Option(names = "--tag", paramLabel = "TAG", description = "One of these tags; may be repeated.")
  private List<String> tags = List.of();

  @Option(
      names = "--collection",
      paramLabel = "ID",
      description = "In one of these collections; may be repeated.")
  private List<String> collections = List.of();

  @Option(names = "--hidden", description = "With those that are left out of lists.")
  private boolean hidden;

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      description = "createdAt or updatedAt. Default: createdAt.")
  private @Nullable String sort;

  @Option(names = "--asc", description = "The earliest first. Default: the latest.")
  private boolean ascending;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: all.")
  private long limit = Long.MAX_VALUE;

  AssetsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CommandFailure("--limit is at least 1.");
    }
    return server.make(
        terminal,
        (client, options) -> {
          output.begin("ASSET", "KIND", "SIZE", "PRIVACY", "NAME");
          return Listed.all(
              terminal,
              output,
              () ->
                  client.assets().list(params(), options).autoPager().stream()
                      .limit(limit)
                      .iterator(),
              this::print);
        });
  }

  private AssetListParams params() {
    AssetListParams.Builder params =
        AssetListParams.builder().pageSize((int) Math.min(PAGE, limit));
    if (privacy != null) {
      params.privacy(ModelPrivacy.of(privacy));
    }
    if (types.size() == 1) {
      params.type(types.getFirst());
    } else if (!types.isEmpty()) {
      params.types(types);
    }
    if (!tags.isEmpty()) {
      params.tags(tags);
    }
    if (collections.size() == 1) {
      params.collectionId(collections.getFirst());
    } else if (!collections.isEmpty()) {
      params.collectionIds(collections);
    }
    if (hidden) {
      params.hidden(true);
    }
    if (sort != null) {
      params.sortBy(AssetSort.of(sort));
    }
    if (ascending) {
      params.sortDirection(SortDirection.ASCENDING);
    }
    return params.build();
  }

  private void print(Asset asset) {
    if (output.isJson()) {
      output.add(terminal, asset.toJson());
      return;
    }
    output.add(
        terminal,
        "",
        text(asset.id()),
        text(asset.kind().map(OpenValue::value)),
        asset.properties().map(found -> ShownSize.of(found.size())).orElse(""),
        text(asset.privacy().map(OpenValue::value)),
        text(AssetOutput.name(asset)));
  }

  private static String text(Optional<String> value) {
    return Terminal.shown(value.orElse(""));
  }
}
