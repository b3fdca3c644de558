package dev.vitrine.index;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the index is doing.
 *
 * @param ready whether lists are answered
 * @param generation names the index that answers; empty if there is none
 * @param documents how many documents it holds
 * @param corrupt how often a stored document could not be read since it was built; such are missing
 * @param changesBehind changes that are known to wait in the store's feed: {@value #MOST_COUNTED}
 *     means as many or more
 * @param behind it holds everything that was acknowledged anywhere longer ago than this; writes of
 *     this node it always holds
 * @param rebuilding whether this process is building another index
 * @param problem why the index does not follow the store, null if it does
 */
public record IndexState(
    boolean ready,
    String generation,
    long documents,
    long corrupt,
    long changesBehind,
    Duration behind,
    boolean rebuilding,
    @Nullable String problem) {
  /** Changes are counted up to this many. */
  public static final int MOST_COUNTED = 20_000;
}
