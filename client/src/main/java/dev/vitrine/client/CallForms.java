package dev.vitrine.client;

import dev.vitrine.client.json.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The forms that calls have in common: a method, and what may be done twice. */
final class CallForms {
  private static final byte[] EMPTY = new byte[0];

  private CallForms() {}

  static Target model(String id) {
    return new Target("/models").segment(Ids.checked(id));
  }

  static Target asset(String id) {
    return new Target("/assets").segment(Ids.checked(id));
  }

  static Target collection(String id) {
    return new Target("/collections").segment(Ids.checked(id));
  }

  static Call get(Target target, RequestOptions options) {
    return new Call("GET", target.project(options).toString(), EMPTY, Answer.JSON, true, options);
  }

  /** Sets something to what the body says, which may be done twice. */
  static Call put(Target target, byte[] body, RequestOptions options) {
    return put(target, body, null, true, options);
  }

  /** The same under a condition, and as repeatable as is said. */
  static Call put(
      Target target,
      byte[] body,
      @Nullable String ifMatch,
      boolean repeatable,
      RequestOptions options) {
    return new Call(
        "PUT",
        target.project(options).toString(),
        body,
        Answer.JSON,
        repeatable,
        ifMatch == null ? Map.of() : Map.of(Conditions.IF_MATCH, ifMatch),
        options);
  }

  /** Creates something, once however often it is sent. */
  static Call create(
      Target target, byte[] body, @Nullable String idempotencyKey, RequestOptions options) {
    return new Call(
        "POST",
        target.project(options).toString(),
        body,
        Answer.JSON,
        true,
        Map.of(Conditions.IDEMPOTENCY_KEY, Conditions.keyOr(idempotencyKey)),
        options);
  }

  /** Does something that must not be done twice. */
  static Call once(Target target, byte[] body, RequestOptions options) {
    return new Call("POST", target.project(options).toString(), body, Answer.JSON, false, options);
  }

  static Call delete(Target target, byte[] body, RequestOptions options) {
    return new Call("DELETE", target.project(options).toString(), body, Answer.JSON, true, options);
  }

  /** Deletes the whole of something; true if it is gone. */
  static Operation<Boolean> deletion(Target target, RequestOptions options) {
    return new Operation<>(delete(target, EMPTY, options), ObjectAnswer::nothing, true);
  }

  static byte[] none() {
    return EMPTY;
  }

  /** A body with one list of texts. */
  static byte[] list(String name, Collection<String> values) {
    BodyFields body = new BodyFields();
    body.set(name, values);
    return body.bytes();
  }

  /** Says which asset URLs the answer is to have, as parameters or else options have it. */
  static Target originals(Target target, Optional<Boolean> named, RequestOptions options) {
    return flag(target, "originalAssets", named.or(options::originalAssets));
  }

  /** The same for a call whose parameters have no say. */
  static Target originals(Target target, RequestOptions options) {
    return originals(target, Optional.empty(), options);
  }

  static Target flag(Target target, String name, Optional<Boolean> flag) {
    flag.ifPresent(value -> target.query(name, value.toString()));
    return target;
  }

  static void flag(ObjectNode body, String name, Optional<Boolean> flag) {
    flag.ifPresent(value -> body.put(name, value));
  }

  /**
   * A list as queries have it.
   *
   * @throws IllegalArgumentException if a value has a comma
   */
  static String commas(String name, Collection<?> values) {
    for (Object value : values) {
      if (value.toString().indexOf(',') >= 0) {
        throw new IllegalArgumentException(
            "None of the " + name + " can have a comma, which separates them");
      }
    }
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }

  static byte[] bytes(Object json) {
    return Json.MAPPER.writeValueAsBytes(json);
  }
}
