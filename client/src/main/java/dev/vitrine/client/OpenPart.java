package dev.vitrine.client;

import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.model.Upload;
import dev.vitrine.client.model.UploadPart;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part that is to be sent.
 *
 * @param place from 0
 * @param region its bytes
 */
record OpenPart(int place, SignedUrl url, FileRegion region) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * What an upload tells of its parts, in their order.
   *
   * @throws MalformedAnswerException if it leaves out some
   */
  static List<UploadPart> told(Upload upload) {
    List<UploadPart> parts =
        upload.parts().orElse(List.of()).stream()
            .sorted(Comparator.comparing(OpenPart::number))
            .toList();
    boolean whole =
        upload
            .partsCount()
            .map(count -> count.compareTo(BigDecimal.valueOf(parts.size())) == 0)
            .orElse(true);
    if (parts.isEmpty() || !whole) {
      throw new MalformedAnswerException("The upload does not tell of all its parts", null);
    }
    return parts;
  }

  private static BigDecimal number(UploadPart part) {
    return part.number()
        .orElseThrow(() -> new MalformedAnswerException("A part has no number", null));
  }

  static SignedUrl url(Settings settings, UploadPart part) {
    return SignedUrl.of(
        settings,
        part.url().orElseThrow(() -> new MalformedAnswerException("A part has no URL", null)));
  }

  /**
   * Whether these very bytes are there already, as far as can be told: where the service names
   * their SHA-256, for certain.
   *
   * @param goingOn throws if the upload is to end
   */
  static boolean isThere(UploadPart part, FileRegion region, Runnable goingOn) throws IOException {
    boolean sent = part.uploaded().orElse(part.etag().isPresent());
    if (!sent || part.size().filter(size -> hasSize(region, size)).isEmpty()) {
      return false;
    }
    String etag = part.etag().orElse("");
    return !SHA256.matcher(etag).matches() || etag.equals(sha256(region, goingOn));
  }

  private static boolean hasSize(FileRegion region, BigDecimal size) {
    return size.compareTo(BigDecimal.valueOf(region.contentLength())) == 0;
  }

  private static String sha256(FileRegion region, Runnable goingOn) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      region.digest(digest, goingOn);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
