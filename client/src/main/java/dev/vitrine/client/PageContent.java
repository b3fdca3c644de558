package dev.vitrine.client;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one page says.
 *
 * @param items in the order of the list
 * @param nextToken null at the end
 */
record PageContent<T>(List<T> items, @Nullable String nextToken) {
  PageContent {
    items = Collections.unmodifiableList(items);
  }

  /**
   * The same, as the page that a token led to. One that names itself as the next is the last: what
   * leads back here leads nowhere else.
   */
  PageContent<T> ledToBy(@Nullable String token) {
    return token != null && token.equals(nextToken) ? new PageContent<>(items, null) : this;
  }
}
