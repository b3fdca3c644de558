package dev.vitrine.client.error;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer says that is no success.
 *
 * @param status the HTTP status
 * @param reason what went wrong, in a sentence for people
 * @param code what kind of error it is, for programs; null if the answer does not say
 * @param name its class in the platform's vocabulary; null for most
 * @param details its dynamic values; empty if there are none
 * @param traceId what identifies it in the log of the service; null if the answer does not say
 * @param retryAfter how long to wait before the next try; null if the answer does not say
 */
public record ErrorAnswer(
    int status,
    String reason,
    @Nullable String code,
    @Nullable String name,
    ObjectNode details,
    @Nullable String traceId,
    @Nullable Duration retryAfter)
    implements Serializable {
  private static final int LONGEST_REASON = 1000;

  /** A bounded reason, and details of its own. */
  public ErrorAnswer {
    reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    details = details.deepCopy();
  }

  /** One of which nothing but the status is known. */
  public static ErrorAnswer of(int status, String reason) {
    return new ErrorAnswer(
        status, reason, null, null, JsonNodeFactory.instance.objectNode(), null, null);
  }
}
