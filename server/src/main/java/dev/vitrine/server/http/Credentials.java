package dev.vitrine.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a client sends to say who it is: HTTP Basic (RFC 7617), in UTF-8. */
record Credentials(String keyId, String secret) {
  private static final String BASIC = "basic ";

  /**
   * The credentials of an {@code Authorization} header.
   *
   * @throws dev.vitrine.error.VitrineException UNAUTHENTICATED if it holds none
   */
  static Credentials parse(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      throw Authentication.unauthenticated();
    }
    String pair;
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw Authentication.unauthenticated();
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw Authentication.unauthenticated();
    }
    return new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
  }

  /** Without the secret: records end up in logs. */
  @Override
  public String toString() {
    return "Credentials[" + keyId + "]";
  }
}
