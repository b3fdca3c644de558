package dev.vitrine.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.RenditionOptions.Fit;
import dev.vitrine.asset.RenditionOptions.Format;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenditionOptionsTest {
  private static RenditionOptions parse(Map<String, String> parameters) {
    return RenditionOptions.parse(parameters::get);
  }

  private static @Nullable Colour background(String text) {
    return parse(Map.of("background", text)).background();
  }

  @Test
  void whatIsNotAskedForIsLeftOut() {
    assertThat(parse(Map.of("p", "100", "Expires", "1", "Signature", "x", "w", "no number")))
        .isEqualTo(RenditionOptions.NONE);
  }

  @Test
  void allOptionsAreRead() {
    Map<String, String> all =
        Map.of(
            "width", "256",
            "height", "4096",
            "fit", "Inside",
            "format", "jpg",
            "quality", "1",
            "rotate", "-90",
            "blur", "2.504",
            "greyscale", "",
            "flatten", "true",
            "background", "#f80");
    assertThat(parse(all))
        .isEqualTo(
            new RenditionOptions(
                256,
                4096,
                Fit.INSIDE,
                Format.JPEG,
                1,
                270,
                2.5,
                true,
                true,
                new Colour(0xFFFF8800)));
  }

  @ParameterizedTest
  @CsvSource({
    "width,0",
    "width,4097",
    "width,-1",
    "width,1.5",
    "width,''",
    "width,99999999999",
    "width,٣",
    "height,0",
    "height,4097",
    "height,x",
    "fit,crop",
    "fit,''",
    "format,gif",
    "format,svg",
    "format,''",
    "quality,0",
    "quality,101",
    "quality,high",
    "rotate,45",
    "rotate,1e2",
    "rotate,''",
    "blur,0.2",
    "blur,0.29999999",
    "blur,100.1",
    "blur,-1",
    "blur,NaN",
    "blur,1e1",
    "blur,true",
    "background,#12",
    "background,#12345",
    "background,rgb(1)",
    "background,''",
    "background,mauve"
  })
  void whatIsWrongIsRefusedByName(String name, String value) {
    assertThatThrownBy(() -> parse(Map.of(name, value)))
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
              assertThat(refusal.details()).containsEntry("field", name);
            });
  }

  @Test
  void coloursHaveAlphaLast() {
    assertThat(background("#102030")).isEqualTo(new Colour(0xFF102030));
    assertThat(background("10203040")).isEqualTo(new Colour(0x40102030));
    assertThat(background("#1234")).isEqualTo(new Colour(0x44112233));
    assertThat(background("White")).isEqualTo(Colour.WHITE);
    assertThat(background("transparent")).isEqualTo(Colour.TRANSPARENT);
  }

  @Test
  void flagsAreOnWhenTheyAreThereAndNotRefused() {
    for (String on : List.of("", "true", "1", "yes", "on")) {
      assertThat(parse(Map.of("flatten", on)).flatten()).isTrue();
    }
    for (String off : List.of("false", "0", "no", "OFF")) {
      assertThat(parse(Map.of("flatten", off)).flatten()).isFalse();
    }
    assertThat(parse(Map.of("grayscale", "true")).greyscale()).isTrue();
  }

  @Test
  void theFormatFollowsTheSourceOrTheHeader() {
    RenditionOptions none = RenditionOptions.NONE;
    assertThat(none.resolved(MediaFormat.JPEG, null).format()).isEqualTo(Format.JPEG);
    assertThat(none.resolved(MediaFormat.WEBP, null).format()).isEqualTo(Format.WEBP);
    assertThat(none.resolved(MediaFormat.GIF, "image/webp").format()).isEqualTo(Format.PNG);
    RenditionOptions auto = parse(Map.of("format", "auto"));
    assertThat(auto.byAccept()).isTrue();
    String browser = "text/html,image/avif, image/webp ;q=0.8,*/*";
    assertThat(auto.resolved(MediaFormat.PNG, browser).format()).isEqualTo(Format.WEBP);
    assertThat(auto.resolved(MediaFormat.PNG, "*/*").format()).isEqualTo(Format.PNG);
    assertThat(auto.resolved(MediaFormat.JPEG, "image/webp;q=0").format()).isEqualTo(Format.JPEG);
    assertThat(auto.resolved(MediaFormat.BMP, null).format()).isEqualTo(Format.PNG);
  }

  @Test
  void optionsOfTheSameResultAreEqualOnceResolved() {
    RenditionOptions first = parse(Map.of("width", "9", "fit", "fill", "quality", "80"));
    RenditionOptions second = parse(Map.of("width", "9", "format", "jpeg", "flatten", "true"));
    assertThat(first.resolved(MediaFormat.JPEG, null))
        .isEqualTo(second.resolved(MediaFormat.PNG, null));
  }

  @Test
  void differentOptionsHaveDifferentTexts() {
    Set<String> texts = new HashSet<>();
    List<Map<String, String>> all =
        List.of(
            Map.of(),
            Map.of("width", "1"),
            Map.of("height", "1"),
            Map.of("fit", "fill"),
            Map.of("format", "png"),
            Map.of("quality", "1"),
            Map.of("rotate", "90"),
            Map.of("blur", "1"),
            Map.of("greyscale", "1"),
            Map.of("flatten", "1"),
            Map.of("background", "#fff"),
            Map.of("background", "#fff0"));
    for (Map<String, String> one : all) {
      String text = parse(one).canonical();
      assertThat(text).matches("[a-z0-9.,-]+");
      assertThat(texts.add(text)).as(text).isTrue();
    }
    assertThat(parse(Map.of("blur", "1.001")).canonical())
        .isEqualTo(parse(Map.of("blur", "1")).canonical());
  }
}
