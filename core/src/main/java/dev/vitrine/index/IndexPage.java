package dev.vitrine.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next where the next page begins; null if nothing follows
 */
public record IndexPage(List<String> ids, @Nullable Place next) {
  public IndexPage {
    ids = List.copyOf(ids);
  }
}
