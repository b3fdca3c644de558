package dev.vitrine.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The facts of assets whose bytes are asked for, kept as {@link dev.vitrine.row.RowCache} keeps
 * rows: what was loaded before an invalidation is not kept after it, so that nothing older than an
 * acknowledged write is found once {@link #invalidate} has returned.
 */
public final class ServedAssets {
  private static final Logger LOG = LoggerFactory.getLogger(ServedAssets.class);
  private static final long MOST_BYTES = 16 << 20;

  private final DocumentStore store;
  private final AtomicLong invalidations = new AtomicLong();
  private volatile Cache<String, AssetFacts> known = nothing();

  public ServedAssets(DocumentStore store) {
    this.store = store;
  }

  private static Cache<String, AssetFacts> nothing() {
    return Caffeine.newBuilder()
        .maximumWeight(MOST_BYTES)
        .executor(Runnable::run)
        .<String, AssetFacts>weigher((id, facts) -> facts.weight())
        .build();
  }

  /** The facts, if memory holds them. */
  public @Nullable AssetFacts known(String id) {
    return known.getIfPresent(id);
  }

  /**
   * The facts, from the store; null if there is no such asset, it is being deleted, or its document
   * is damaged.
   */
  public @Nullable AssetFacts load(String id) {
    if (!Documents.isId(id)) {
      return null;
    }
    long seen = invalidations.get();
    Document document = store.fetch(new Key(Kind.ASSET, id));
    if (document == null) {
      return null;
    }
    AssetFacts facts;
    try {
      facts = AssetFacts.of(document);
      if (facts == null) {
        return null;
      }
    } catch (CorruptDocumentException e) {
      LOG.error("The document of asset {} {}", document.key().id(), e.getMessage());
      return null;
    }
    // Looked at within the map's computation, which is atomic beside the removal.
    known.asMap().compute(id, (same, old) -> invalidations.get() == seen ? facts : old);
    return facts;
  }

  /**
   * Forgets an asset; called before a local write is acknowledged, and for every change of the
   * feed.
   */
  public void invalidate(String id) {
    invalidations.incrementAndGet();
    known.invalidate(id);
  }

  /**
   * Forgets everything, when the feed of changes has been lost: by beginning anew, since clearing a
   * map misses what is being inserted meanwhile.
   */
  public void invalidateAll() {
    invalidations.incrementAndGet();
    known = nothing();
  }
}
