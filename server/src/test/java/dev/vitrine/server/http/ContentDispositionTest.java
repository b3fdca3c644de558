package dev.vitrine.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files are called when they are saved (RFC 6266 and 8187). */
class ContentDispositionTest {
  private static final Pattern FORM =
      Pattern.compile(
          "(inline|attachment); filename=\"([ -~&&[^\"\\\\%/]]+)\"(?:; filename\\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]+))?");

  private static String of(String name) {
    return ContentDisposition.of(true, name, "asset_1", Set.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "cat.png > inline; filename=\"cat.png\"",
        "my cat.png > inline; filename=\"my cat.png\"",
        "../../etc/passwd > inline; filename=\"passwd\"",
        "C:\\temp\\cat.png > inline; filename=\"cat.png\"",
        "a\"b.png > inline; filename=\"a_b.png\"",
        "a;b='c'.png > inline; filename=\"a_b=_c_.png\"",
        "100%.png > inline; filename=\"100_.png\"",
        ".htaccess > inline; filename=\"htaccess\"",
        ".. > inline; filename=\"asset_1\"",
        "'' > inline; filename=\"asset_1\"",
        "'cat.png. .' > inline; filename=\"cat.png\"",
        "kötzchen.png > inline; filename=\"k_tzchen.png\"; filename*=UTF-8''k%C3%B6tzchen.png",
        "😀.png > inline; filename=\"_.png\"; filename*=UTF-8''%F0%9F%98%80.png"
      })
  void namesAreMadeHarmless(String name, String expected) {
    assertThat(of(name)).isEqualTo(expected);
  }

  @Property
  void whateverTheNameTheHeaderIsWellFormed(@ForAll String name) {
    String value = of(name);
    Matcher form = FORM.matcher(value);
    assertThat(form.matches()).as(value).isTrue();
    if (form.group(3) != null) {
      String decoded = URLDecoder.decode(form.group(3).replace("+", "%2B"), StandardCharsets.UTF_8);
      assertThat(decoded).doesNotContain("/", "\\", "\"", "?").isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cat, cat.jpg",
    "cat.jpg, cat.jpg",
    "cat.JPEG, cat.JPEG",
    "cat.html, cat.html.jpg",
    "cat.png.exe, cat.png.exe.jpg"
  })
  void aFileEndsAsWhatItIs(String name, String expected) {
    Set<String> extensions = new java.util.LinkedHashSet<>(java.util.List.of("jpg", "jpeg"));
    assertThat(ContentDisposition.of(false, name, "asset_1", extensions))
        .isEqualTo("attachment; filename=\"" + expected + "\"");
  }

  @Property
  void aLongNameKeepsItsBounds(@ForAll String name) {
    assertThat(of(name.repeat(400)).length()).isLessThan(3000);
  }
}
