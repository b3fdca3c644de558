package dev.vitrine.server.http;

import dev.vitrine.asset.SigningKeys;
import dev.vitrine.asset.SigningKeys.Purpose;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request for the bytes of an asset (contract section 3). What is signed is taken as it was sent,
 * not decoded: only what we wrote is valid.
 *
 * @param original whether the untransformed bytes are meant
 * @param path without the version prefix
 * @param encodedId the last segment of the path
 * @param signature how it was signed; null if it was not
 */
record AssetRequest(
    boolean original, String path, String encodedId, @Nullable Signature signature) {
  static final String ORIGINAL = "/assets/{assetId}";
  static final String TRANSFORMED = "/assets-transform/{assetId}";
  private static final String ORIGINALS = "/assets/";
  private static final String TRANSFORMS = "/assets-transform/";

  /** What a signed URL says of its signature; empty where it says nothing, or too much. */
  record Signature(String expires, String keyId, String text) {
    /** Null if a query has no signature at all. */
    static @Nullable Signature in(@Nullable String query) {
      if (query == null || !query.contains("Signature=")) {
        return null;
      }
      String expires = null;
      String keyId = null;
      String text = null;
      boolean twice = false;
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String value = pair.substring(equals + 1);
        switch (equals < 0 ? "" : pair.substring(0, equals)) {
          case "Expires" -> {
            twice |= expires != null;
            expires = value;
          }
          case "Key-Pair-Id" -> {
            twice |= keyId != null;
            keyId = value;
          }
          case "Signature" -> {
            twice |= text != null;
            text = value;
          }
          default -> {}
        }
      }
      if (text == null) {
        return null;
      }
      return twice || expires == null || keyId == null
          ? new Signature("", "", "")
          : new Signature(expires, keyId, text);
    }
  }

  /** The request if it is one for an asset, by its method and path; null if it is not. */
  static @Nullable AssetRequest of(Request request) {
    String path = Paths.unversioned(request);
    boolean original = path.startsWith(ORIGINALS);
    if (!original && !path.startsWith(TRANSFORMS)) {
      return null;
    }
    String id = path.substring(original ? ORIGINALS.length() : TRANSFORMS.length());
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    return reads && !id.isEmpty() && id.indexOf('/') < 0
        ? new AssetRequest(original, path, id, Signature.in(request.getHttpURI().getQuery()))
        : null;
  }

  /** The template of its path. */
  String route() {
    return original ? ORIGINAL : TRANSFORMED;
  }

  /** Whether it was signed by one of the keys, for this path and not too long ago. */
  boolean isValid(SigningKeys keys, InstantSource clock) {
    return signature != null
        && keys.verify(
            Purpose.READ, path, signature.expires(), signature.keyId(), signature.text(), clock);
  }
}
