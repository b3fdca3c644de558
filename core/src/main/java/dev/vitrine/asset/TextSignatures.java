package dev.vitrine.asset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Formats that are text: UTF-8, or UTF-16 with a byte order mark if it is markup. */
final class TextSignatures {
  private static final Pattern OBJECT =
      Pattern.compile(
          "(?:#[^\\n]*\\n|\\s)*(?:v|vn|vt|vp|f|l|o|g|s|mtllib|usemtl)\\s[^\\n]*.*", Pattern.DOTALL);
  private static final Pattern MATERIAL =
      Pattern.compile("(?:#[^\\n]*\\n|\\s)*newmtl\\s.*", Pattern.DOTALL);
  private static final Pattern ARRAY_VALUE =
      Pattern.compile("(?:[\\[{\"\\]0-9-]|true\\b|false\\b|null\\b).*", Pattern.DOTALL);

  private TextSignatures() {}

  static MediaFormat find(byte[] head, String fileName) {
    boolean cut = head.length >= MediaFormat.HEAD_BYTES;
    Charset wide = wide(head);
    String text = decode(head, wide == null ? StandardCharsets.UTF_8 : wide, cut);
    if (text == null || text.isEmpty()) {
      return MediaFormat.UNKNOWN;
    }
    String content = text.startsWith("\ufeff") ? text.substring(1) : text;
    MediaFormat markup = Markup.find(content, fileName);
    if (markup != null) {
      return markup;
    }
    return wide == null ? plain(content, fileName) : MediaFormat.UNKNOWN;
  }

  private static MediaFormat plain(String text, String fileName) {
    String start = text.stripLeading();
    if (json(start)) {
      return Head.named(fileName, "gltf") ? MediaFormat.GLTF : MediaFormat.JSON;
    }
    if (text.startsWith("solid") && text.contains("facet ")) {
      return MediaFormat.STL;
    }
    if (text.startsWith("; FBX ")) {
      return MediaFormat.FBX;
    }
    if (Head.named(fileName, "obj") && OBJECT.matcher(text).matches()) {
      return MediaFormat.OBJ;
    }
    if (Head.named(fileName, "mtl") && MATERIAL.matcher(text).matches()) {
      return MediaFormat.MTL;
    }
    return MediaFormat.TEXT;
  }

  private static boolean json(String start) {
    if (start.startsWith("{")) {
      String next = start.substring(1).stripLeading();
      return next.startsWith("\"") || next.startsWith("}");
    }
    return start.startsWith("[")
        && ARRAY_VALUE.matcher(start.substring(1).stripLeading()).matches();
  }

  private static @Nullable Charset wide(byte[] bytes) {
    Head head = new Head(bytes);
    return head.has(0, "\u00ff\u00fe")
        ? StandardCharsets.UTF_16LE
        : head.has(0, "\u00fe\u00ff") ? StandardCharsets.UTF_16BE : null;
  }

  /** The text, or null if the bytes are none; a character cut in two at the end is left out. */
  private static @Nullable String decode(byte[] head, Charset charset, boolean cut) {
    CharBuffer text = CharBuffer.allocate(head.length + 1);
    boolean broken =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(head), text, !cut)
            .isError();
    String decoded = text.flip().toString();
    return broken || decoded.chars().anyMatch(TextSignatures::binary) ? null : decoded;
  }

  private static boolean binary(int character) {
    return character < ' '
        && character != '\t'
        && character != '\n'
        && character != '\f'
        && character != '\r'
        && character != 0x1B;
  }
}
