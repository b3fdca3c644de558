package dev.vitrine.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row as the service sent it, for programs that pass it on. Immutable; equal if the text is. */
public final class JsonRow {
  private final String id;
  private final byte[] json;

  JsonRow(String id, byte[] json) {
    this.id = id;
    this.json = json;
  }

  /** The id of the model. */
  public String id() {
    return id;
  }

  /** A copy of its text, UTF-8, byte for byte. */
  public byte[] json() {
    return json.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonRow that && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  /** Its text. */
  @Override
  public String toString() {
    return new String(json, StandardCharsets.UTF_8);
  }
}
