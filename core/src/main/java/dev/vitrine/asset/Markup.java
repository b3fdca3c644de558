package dev.vitrine.asset;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells SVG, HTML and other XML apart by their first element. Never follows anything they name. */
final class Markup {
  /** What makes browsers take a text for HTML. */
  private static final Set<String> HTML_TAGS =
      Set.of(
          "html", "head", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title",
          "b", "body", "br", "p", "meta", "link", "img", "form", "object", "embed", "base");

  private final String text;
  private int at;

  private Markup(String text) {
    this.text = text;
  }

  /** The format, or null if the text does not begin as markup does. */
  static @Nullable MediaFormat find(String text, String fileName) {
    Markup markup = new Markup(text);
    markup.skipSpace();
    boolean declared = markup.sees("<?xml");
    while (true) {
      markup.skipSpace();
      if (markup.sees("<?")) {
        if (!markup.skipPast("?>")) {
          return declared ? MediaFormat.XML : null;
        }
      } else if (markup.sees("<!--")) {
        if (!markup.skipPast("-->")) {
          return declared ? MediaFormat.XML : MediaFormat.HTML;
        }
      } else if (markup.sees("<!doctype")) {
        String name = markup.doctype();
        if (name.equalsIgnoreCase("html")) {
          return MediaFormat.HTML;
        }
        if (name.equals("svg")) {
          return MediaFormat.SVG;
        }
        declared = true;
      } else {
        return markup.element(declared || Head.named(fileName, "xml"));
      }
    }
  }

  private @Nullable MediaFormat element(boolean xml) {
    if (!sees("<") || at + 1 >= text.length() || !Character.isLetter(text.charAt(at + 1))) {
      return xml && at >= text.length() ? MediaFormat.XML : null;
    }
    at++;
    String name = name();
    String local = name.substring(name.indexOf(':') + 1);
    if (local.equals("svg")) {
      return MediaFormat.SVG;
    }
    if (!xml && HTML_TAGS.contains(name.toLowerCase(Locale.ROOT))) {
      return MediaFormat.HTML;
    }
    if (local.equals("html")) {
      return MediaFormat.HTML;
    }
    return xml ? MediaFormat.XML : null;
  }

  /** Goes past a document type, also one with declarations of its own; gives its name. */
  private String doctype() {
    at += "<!doctype".length();
    skipSpace();
    String name = name();
    int declarations = text.indexOf('[', at);
    int end = text.indexOf('>', at);
    if (declarations >= 0 && declarations < end) {
      int closed = text.indexOf(']', declarations);
      end = closed < 0 ? -1 : text.indexOf('>', closed);
    }
    at = end < 0 ? text.length() : end + 1;
    return name;
  }

  private String name() {
    int start = at;
    while (at < text.length() && !ends(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean ends(char c) {
    return c <= ' ' || c == '>' || c == '/' || c == '[' || c == '<';
  }

  private boolean sees(String token) {
    return text.regionMatches(true, at, token, 0, token.length());
  }

  private boolean skipPast(String token) {
    int found = text.indexOf(token, at);
    at = found < 0 ? text.length() : found + token.length();
    return found >= 0;
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }
}
