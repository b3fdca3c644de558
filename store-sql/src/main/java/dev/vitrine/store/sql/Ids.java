package dev.vitrine.store.sql;

import dev.vitrine.store.Key;
import java.util.List;

/** Writes ids as a JSON array, for one statement to look up however many. */
final class Ids {
  private Ids() {}

  static String json(List<Key> keys) {
    StringBuilder json = new StringBuilder(keys.size() * 32).append('[');
    for (Key key : keys) {
      json.append(json.length() == 1 ? "\"" : ",\"");
      append(json, key.id());
      json.append('"');
    }
    return json.append(']').toString();
  }

  private static void append(StringBuilder json, String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c < ' ') {
        json.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 0xF, 16));
      } else {
        if (c == '"' || c == '\\') {
          json.append('\\');
        }
        json.append(c);
      }
    }
  }
}
