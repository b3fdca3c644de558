package dev.vitrine.client.error;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The service answered, and the answer is no success. */
public class ApiException extends VitrineException {
  private static final long serialVersionUID = 1;

  private final ErrorAnswer answer;

  ApiException(ErrorAnswer answer) {
    super(sentence(answer), null);
    this.answer = answer;
  }

  /** The exception of the class that a status belongs to. */
  public static ApiException of(ErrorAnswer answer) {
    int status = answer.status();
    return switch (status) {
      case 400, 405, 414, 415, 422, 431 -> new InvalidRequestException(answer);
      case 401 -> new AuthenticationException(answer);
      case 403 -> new PermissionException(answer);
      case 404 -> new NotFoundException(answer);
      case 409, 412 -> new ConflictException(answer);
      case 410 -> new ExpiredException(answer);
      case 413 -> new TooLargeException(answer);
      case 429 -> new RateLimitException(answer);
      default -> status >= 500 ? new ServerException(answer) : new ApiException(answer);
    };
  }

  private static String sentence(ErrorAnswer answer) {
    return answer.reason()
        + " (HTTP "
        + answer.status()
        + (answer.code() == null ? "" : ", " + answer.code())
        + (answer.traceId() == null ? "" : ", trace " + answer.traceId())
        + ")";
  }

  /** The HTTP status. */
  public int status() {
    return answer.status();
  }

  /** What kind of error it is, for programs: {@code TOO_MANY_IDS}. Judge unknown ones by status. */
  public Optional<String> code() {
    return Optional.ofNullable(answer.code());
  }

  /** Its class in the platform's vocabulary, for the errors that have one there. */
  public Optional<String> name() {
    return Optional.ofNullable(answer.name());
  }

  /** What went wrong, in a sentence for people. */
  public String reason() {
    return answer.reason();
  }

  /** The dynamic values of the error: {@code limit}, {@code field}. Empty if there are none. */
  public ObjectNode details() {
    return answer.details().deepCopy();
  }

  /** What identifies the answer in the log of the service: quote it when reporting a fault. */
  public Optional<String> traceId() {
    return Optional.ofNullable(answer.traceId());
  }

  /**
   * How long to wait before the next try, from {@code Retry-After} or {@code remainingSeconds}, the
   * longer of the two.
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(answer.retryAfter());
  }
}
