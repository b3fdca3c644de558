package dev.vitrine.testkit;

import dev.vitrine.store.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Ids that a query language, a collation, an encoding or a file name could get wrong. */
public final class NastyIds {
  private NastyIds() {}

  /** All of them, each once. */
  public static List<String> all() {
    List<String> ids =
        new ArrayList<>(
            List.of(
                " ",
                "  ",
                "a",
                "A",
                "a ",
                " a",
                "á",
                "a\u0301",
                "à",
                "ａ",
                "ß",
                "ss",
                "SS",
                "ı",
                "i",
                "I",
                "İ",
                "K",
                "K",
                "Å",
                "A\u030A",
                "Å",
                "'",
                "''",
                "\"",
                "`",
                "\\",
                "\\\\",
                "\\'",
                ";",
                "--",
                "/*",
                "%",
                "%%",
                "_",
                "a%",
                "a_",
                "*",
                "?",
                "?1",
                ":id",
                "$1",
                "@x",
                "[a]",
                "{}",
                "null",
                "NULL",
                "0",
                "00",
                "0.0",
                "1",
                "01",
                "1e0",
                "0x1",
                "-1",
                "true",
                "../a",
                "/",
                "//",
                "a/b",
                "a\\b",
                "a@1",
                "a:b",
                "\n",
                "\r\n",
                "\t",
                "\u0001",
                "\u007f",
                "\u0080",
                "\u00a0",
                "\u200b",
                "\u202e",
                "\u2028",
                "\ufeff",
                "\ufeffa",
                "\uffff",
                "\ufffd",
                "\ue000",
                "😀",
                "😀😀",
                "\ud800\udc00",
                "\udbff\udfff",
                "한글",
                "\u1112\u1161\u11ab",
                "한",
                "ﬁ",
                "fi"));
    ids.add("x".repeat(Key.MAX_LENGTH));
    ids.add("x".repeat(Key.MAX_LENGTH - 1));
    ids.add("x".repeat(Key.MAX_LENGTH - 1) + "y");
    ids.add("\uffee".repeat(Key.MAX_LENGTH));
    ids.add("😀".repeat(Key.MAX_LENGTH / 2));
    return List.copyOf(new HashSet<>(ids));
  }
}
