package dev.vitrine.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed asset URLs as the contract's section 3 tells to make them, written without the program's
 * own code.
 *
 * @param base of the server
 * @param expires the end of the window, in seconds since 1970
 */
public record ExpectedUrls(String base, long expires) {
  /** The URL of an asset. */
  public String of(String assetId, boolean original) {
    String path =
        (original ? "/assets/" : "/assets-transform/")
            + URLEncoder.encode(assetId, StandardCharsets.UTF_8).replace("+", "%20");
    return base
        + path
        + "?p=100&Expires="
        + expires
        + "&Key-Pair-Id="
        + TestServer.SIGNING_KEY_ID
        + "&Signature="
        + signature(path + "\n" + expires);
  }

  private static String signature(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getUrlDecoder().decode(TestServer.SIGNING_SECRET), "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
