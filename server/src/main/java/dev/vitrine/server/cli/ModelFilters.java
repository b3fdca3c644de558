package dev.vitrine.server.cli;

import dev.vitrine.client.ModelListParams;
import dev.vitrine.client.model.ModelPrivacy;
import dev.vitrine.client.model.ModelSort;
import dev.vitrine.client.model.ModelStatus;
import dev.vitrine.client.model.ModelType;
import dev.vitrine.client.model.SortDirection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which models to list, and in which order. Values are judged by the server. */
final class ModelFilters {
  private static final int PAGE = 500;

  @Option(
      names = "--privacy",
      paramLabel = "PRIVACY",
      description = "public: everybody's public models; unlisted: own ones that are. Default: own.")
  private @Nullable String privacy;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only models that stand so; deleted: those that can be restored.")
  private @Nullable String status;

  @Option(names = "--type", paramLabel = "TYPE", description = "Type; may be repeated.")
  private List<String> types = List.of();

  @Option(names = "--tag", paramLabel = "TAG", description = "One of these tags; may be repeated.")
  private List<String> tags = List.of();

  @Option(
      names = "--collection",
      paramLabel = "ID",
      description = "In one of these collections; may be repeated.")
  private List<String> collections = List.of();

  @Option(
      names = "--created-after",
      paramLabel = "TIME",
      description = "Created later, such as 2026-03-01T00:00:00Z.")
  private @Nullable String createdAfter;

  @Option(names = "--created-before", paramLabel = "TIME", description = "Created earlier.")
  private @Nullable String createdBefore;

  @Option(
      names = "--updated-after",
      paramLabel = "TIME",
      description = "Changed later; with --sort updatedAt.")
  private @Nullable String updatedAfter;

  @Option(
      names = "--updated-before",
      paramLabel = "TIME",
      description = "Changed earlier; with --sort updatedAt.")
  private @Nullable String updatedBefore;

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      description = "createdAt, updatedAt or score. Default: createdAt, for public models score.")
  private @Nullable String sort;

  @Option(
      names = "--asc",
      description =
          "The earliest or smallest first, by creation unless --sort says otherwise. Default: the latest.")
  private boolean ascending;

  /**
   * What to ask for.
   *
   * @param limit how many are wanted in all
   * @throws CommandFailure if a time is none
   * @throws IllegalArgumentException if a tag or a collection has a comma
   */
  ModelListParams params(long limit) {
    ModelListParams.Builder params =
        ModelListParams.builder().pageSize((int) Math.min(PAGE, limit));
    ifGiven(privacy, ModelPrivacy::of, params::privacy);
    ifGiven(status, ModelStatus::of, params::status);
    if (types.size() == 1) {
      params.type(ModelType.of(types.getFirst()));
    } else if (!types.isEmpty()) {
      params.types(types.stream().map(ModelType::of).toList());
    }
    if (!tags.isEmpty()) {
      params.tags(tags);
    }
    if (collections.size() == 1) {
      params.collectionId(collections.getFirst());
    } else if (!collections.isEmpty()) {
      params.collectionIds(collections);
    }
    ifGiven(createdAfter, ModelFilters::time, params::createdAfter);
    ifGiven(createdBefore, ModelFilters::time, params::createdBefore);
    ifGiven(updatedAfter, ModelFilters::time, params::updatedAfter);
    ifGiven(updatedBefore, ModelFilters::time, params::updatedBefore);
    ifGiven(sortBy(), ModelSort::of, params::sortBy);
    if (ascending) {
      params.sortDirection(SortDirection.ASCENDING);
    }
    return params.build();
  }

  /** Filters by time need the order that they name, and a direction needs one. */
  private @Nullable String sortBy() {
    if (sort != null) {
      return sort;
    }
    boolean byCreation = createdAfter != null || createdBefore != null || ascending;
    return byCreation ? ModelSort.CREATED_AT.value() : null;
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new CommandFailure(
          Terminal.shown(text) + " is no time: write it as 2026-03-01T00:00:00Z.");
    }
  }

  private static <T> void ifGiven(
      @Nullable String text, Function<String, T> value, Consumer<T> parameter) {
    if (text != null) {
      parameter.accept(value.apply(text));
    }
  }
}
