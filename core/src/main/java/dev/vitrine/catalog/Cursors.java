package dev.vitrine.catalog;

import dev.vitrine.asset.SigningKeys;
import dev.vitrine.asset.SigningKeys.Purpose;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.util.Base64;

/**
 * Tokens of paged lists: a place in a list, signed together with the list and the caller it was
 * made for, so that no other list and no other caller takes it. Only unreserved URL characters
 * (contract section 5). All nodes with the same signing keys read each other's.
 */
public final class Cursors {
  private static final int LONGEST = 4096;

  private final SigningKeys keys;

  public Cursors(SigningKeys keys) {
    this.keys = keys;
  }

  /**
   * The token of a place.
   *
   * @param context the list, with everything that chooses what it holds, and the caller
   */
  public String seal(String context, byte[] place) {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(place);
    return text + "." + keys.sign(Purpose.CURSOR, bound(context, text), 0);
  }

  /**
   * The place of a token.
   *
   * @throws VitrineException INVALID_CURSOR if it was not made here for this list and caller
   */
  public byte[] open(String context, String token) {
    int dot = token.indexOf('.');
    if (dot < 0
        || token.length() > LONGEST
        || !keys.verifyAny(
            Purpose.CURSOR, bound(context, token.substring(0, dot)), 0, token.substring(dot + 1))) {
      throw invalid();
    }
    try {
      return Base64.getUrlDecoder().decode(token.substring(0, dot));
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static String bound(String context, String text) {
    return context + "\n" + text;
  }

  /** One answer for whatever is wrong with a token. */
  public static VitrineException invalid() {
    return new VitrineException(
        ErrorCode.INVALID_CURSOR,
        "\"paginationToken\" is none that this list handed out to this key: begin again without it");
  }
}
