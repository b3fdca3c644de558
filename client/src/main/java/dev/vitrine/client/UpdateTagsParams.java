package dev.vitrine.client;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tags to add to a model or an asset, and to take from it. Immutable. */
public final class UpdateTagsParams {
  private static final UpdateTagsParams NONE = new UpdateTagsParams(List.of(), List.of(), null);

  private final List<String> added;
  private final List<String> deleted;
  private final @Nullable Boolean strict;

  private UpdateTagsParams(
      Collection<String> added, Collection<String> deleted, @Nullable Boolean strict) {
    this.added = List.copyOf(added);
    this.deleted = List.copyOf(deleted);
    this.strict = strict;
  }

  /** No change. */
  public static UpdateTagsParams none() {
    return NONE;
  }

  /** The same, adding these. */
  public UpdateTagsParams add(Collection<String> tags) {
    return new UpdateTagsParams(tags, deleted, strict);
  }

  /** The same, adding these. */
  public UpdateTagsParams add(String... tags) {
    return add(List.of(tags));
  }

  /** The same, deleting these. */
  public UpdateTagsParams delete(Collection<String> tags) {
    return new UpdateTagsParams(added, tags, strict);
  }

  /** The same, deleting these. */
  public UpdateTagsParams delete(String... tags) {
    return delete(List.of(tags));
  }

  /**
   * The same, failing if a tag to add is there already or one to delete is not. Default false: such
   * tags are passed over. A strict call is not repeated when nobody knows whether it had its
   * effect, since it would then fail of itself.
   */
  public UpdateTagsParams strict(boolean flag) {
    return new UpdateTagsParams(added, deleted, flag);
  }

  /** The tags to add. */
  public List<String> added() {
    return added;
  }

  /** The tags to delete. */
  public List<String> deleted() {
    return deleted;
  }

  /** Whether what is so already is an error. */
  public Optional<Boolean> strict() {
    return Optional.ofNullable(strict);
  }

  byte[] bytes() {
    BodyFields body = new BodyFields();
    if (!added.isEmpty()) {
      body.set("add", added);
    }
    if (!deleted.isEmpty()) {
      body.set("delete", deleted);
    }
    strict().ifPresent(flag -> body.set("strict", flag));
    return body.bytes();
  }

  /** Whether making the change twice does what making it once does. */
  boolean repeatable() {
    return !strict().orElse(false);
  }
}
