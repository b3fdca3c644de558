package dev.vitrine.server.cli;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** JSON for people: indented, and coloured if wanted. */
final class PrettyJson {
  private static final String INDENT = "  ";
  private static final String NAME = "\u001B[34m";
  private static final String TEXT = "\u001B[32m";
  private static final String OTHER = "\u001B[33m";
  private static final String PLAIN = "\u001B[0m";

  private final boolean colours;
  private final StringBuilder out = new StringBuilder();

  private PrettyJson(boolean colours) {
    this.colours = colours;
  }

  static String of(Json value, boolean colours) {
    PrettyJson pretty = new PrettyJson(colours);
    pretty.value(value, "\n");
    return pretty.out.toString();
  }

  private void value(Json value, String line) {
    switch (value) {
      case JsonObject(var members) -> object(members.entrySet().iterator(), line);
      case JsonArray(List<Json> elements) -> array(elements.iterator(), line);
      case JsonString text -> coloured(TEXT, text);
      case JsonNumber number -> coloured(OTHER, number);
      case JsonBoolean bool -> coloured(OTHER, bool);
      case JsonNull nothing -> coloured(OTHER, nothing);
    }
  }

  private void object(Iterator<Map.Entry<String, Json>> members, String line) {
    if (!members.hasNext()) {
      out.append("{}");
      return;
    }
    String inner = line + INDENT;
    out.append('{');
    while (members.hasNext()) {
      Map.Entry<String, Json> member = members.next();
      out.append(inner);
      coloured(NAME, new JsonString(member.getKey()));
      out.append(": ");
      value(member.getValue(), inner);
      out.append(members.hasNext() ? "," : "");
    }
    out.append(line).append('}');
  }

  private void array(Iterator<Json> elements, String line) {
    if (!elements.hasNext()) {
      out.append("[]");
      return;
    }
    String inner = line + INDENT;
    out.append('[');
    while (elements.hasNext()) {
      out.append(inner);
      value(elements.next(), inner);
      out.append(elements.hasNext() ? "," : "");
    }
    out.append(line).append(']');
  }

  private void coloured(String colour, Json scalar) {
    String text = new String(JsonWriter.write(scalar), StandardCharsets.UTF_8);
    out.append(colours ? colour : "").append(text).append(colours ? PLAIN : "");
  }
}
