package dev.vitrine.error;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is refused: its code, one sentence of prose for people, and the dynamic values for
 * programs.
 *
 * <p>The reason and the details reach the client as they are: they hold nothing the caller may not
 * see.
 */
public final class VitrineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, Object> details;

  /**
   * A refusal.
   *
   * @param details values of the JSON kinds String, Number, Boolean, List and Map, in the order
   *     they are to be shown
   */
  public VitrineException(ErrorCode code, String reason, Map<String, ?> details) {
    super(reason);
    this.code = code;
    this.details = new LinkedHashMap<>(details);
  }

  public VitrineException(ErrorCode code, String reason) {
    this(code, reason, Map.of());
  }

  /**
   * A parameter that does not have the form it must have; {@code rule} follows the quoted name, as
   * in {@code must be a string}.
   */
  public static VitrineException invalidParameter(String field, String rule) {
    return new VitrineException(
        ErrorCode.INVALID_PARAMETER, "\"" + field + "\" " + rule, Map.of("field", field));
  }

  /**
   * As {@link #invalidParameter(String, String)}, with further values for programs: the bound that
   * was broken.
   */
  public static VitrineException invalidParameter(
      String field, String rule, Map<String, ?> bounds) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("field", field);
    details.putAll(bounds);
    return new VitrineException(ErrorCode.INVALID_PARAMETER, "\"" + field + "\" " + rule, details);
  }

  /** As {@link #invalidParameter(String, String)}, for one element of a list. */
  public static VitrineException invalidElement(String field, int index, String rule) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("field", field);
    details.put("index", index);
    return new VitrineException(
        ErrorCode.INVALID_PARAMETER, "\"" + field + "[" + index + "]\" " + rule, details);
  }

  /**
   * What the caller may not see is answered with exactly this too (contract section 1, "What may be
   * seen").
   */
  public static VitrineException modelNotFound(String id) {
    return new VitrineException(ErrorCode.NOT_FOUND, "Model " + id + " not found");
  }

  public ErrorCode code() {
    return code;
  }

  /** The sentence for people: {@code reason} and {@code message} of the body. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** Dynamic values, by name. */
  public Map<String, Object> details() {
    return details;
  }
}
