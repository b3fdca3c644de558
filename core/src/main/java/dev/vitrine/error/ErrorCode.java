package dev.vitrine.error;

/**
 * Every error a client can meet: its code on the wire is the constant's name (contract section 1,
 * "Errors").
 *
 * <p>Official SDKs retry 408, 409, 429 and every 5xx twice, so those statuses are kept for faults
 * that may pass.
 */
public enum ErrorCode {
  MALFORMED_JSON(400, Fault.CALLER),
  INVALID_PARAMETER(400, Fault.CALLER),
  TOO_MANY_IDS(400, Fault.CALLER),
  UNKNOWN_FIELD(400, Fault.CALLER),
  INVALID_CURSOR(400, Fault.CALLER),
  INVALID_FILTER(400, Fault.CALLER),
  UNAUTHENTICATED(401, Fault.CALLER),
  FORBIDDEN(403, Fault.CALLER),
  NOT_FOUND(404, Fault.CALLER),
  NOT_AVAILABLE(404, Fault.CALLER),
  METHOD_NOT_ALLOWED(405, Fault.CALLER),
  EXPIRED(410, Fault.CALLER),
  REQUEST_TIMEOUT(408, Fault.PASSING),
  PRECONDITION_FAILED(412, Fault.CALLER),
  REQUEST_TOO_LARGE(413, Fault.CALLER),
  RESPONSE_TOO_LARGE(413, Fault.CALLER),
  URI_TOO_LONG(414, Fault.CALLER),
  UNSUPPORTED_MEDIA(415, Fault.CALLER),
  RANGE_NOT_SATISFIABLE(416, Fault.CALLER),
  HEADERS_TOO_LARGE(431, Fault.CALLER),
  TOO_MANY_REQUESTS(429, Fault.PASSING),
  INTERNAL(500, Fault.OURS),
  UNAVAILABLE(503, Fault.PASSING);

  /** Whose fault an error is, and so whether asking again can help. */
  public enum Fault {
    /** The request itself is wrong: repeating it changes nothing. */
    CALLER,
    /** A defect of the server: logged with its trace id. */
    OURS,
    /** A condition that passes: the same request may succeed later. */
    PASSING
  }

  private final int status;
  private final Fault fault;

  ErrorCode(int status, Fault fault) {
    this.status = status;
    this.fault = fault;
  }

  /** The HTTP status this error is answered with. */
  public int status() {
    return status;
  }

  /** Whose fault it is. */
  public Fault fault() {
    return fault;
  }

  /** Whether the same request may succeed later. */
  public boolean retryable() {
    return fault == Fault.PASSING;
  }
}
