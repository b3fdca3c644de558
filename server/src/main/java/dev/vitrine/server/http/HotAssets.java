package dev.vitrine.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vitrine.catalog.AssetFacts;
import dev.vitrine.server.AssetBytes;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What was worked out of signed URLs a moment ago: that the signature is good, which bytes are
 * meant and the headers they are sent with. The pictures of a gallery are asked for by the same URL
 * again and again. Valid only as long as the keys and the asset are the same.
 */
final class HotAssets {
  private static final long MOST_BYTES = 8 << 20;

  /** What an entry takes beside its URL, about. */
  private static final int ENTRY_BYTES = 1500;

  private final AssetBytes bytes;
  private final Cache<String, Hot> answers =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .executor(Runnable::run)
          .<String, Hot>weigher(
              (target, hot) -> ENTRY_BYTES + 2 * target.length() + hot.headers().weight())
          .build();

  HotAssets(AssetBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * An answer to a signed URL.
   *
   * @param keys the state of the keys that verified it
   * @param expires seconds since 1970
   */
  record Hot(Object keys, long expires, AssetHeaders headers, AssetSource source) {}

  /** What is known of a request; null if nothing that is still so. */
  @SuppressWarnings("ReferenceEquality") // The same objects say that nothing changed.
  @Nullable Hot find(Request request) {
    Hot hot = answers.getIfPresent(request.getHttpURI().getPathQuery());
    if (hot == null
        || hot.keys != bytes.keys().state()
        || hot.expires < bytes.clock().instant().getEpochSecond()) {
      return null;
    }
    AssetFacts facts = hot.headers.facts();
    return bytes.assets().known(facts.id()) == facts ? hot : null;
  }

  /** Keeps what was worked out. */
  void keep(Request request, Hot hot) {
    answers.put(request.getHttpURI().getPathQuery(), hot);
  }
}
