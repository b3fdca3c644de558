package dev.vitrine.asset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaFormatTest {
  private static MediaFormat of(String bytes, String name) {
    return MediaFormat.recognise(bytes.getBytes(ISO_8859_1), name);
  }

  /** Controls are written as escapes in the tables, where they would be trimmed off. */
  private static String unescaped(String text) {
    return Pattern.compile("\\\\u(00..)")
        .matcher(text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0"))
        .replaceAll(
            found -> Matcher.quoteReplacement("" + (char) Integer.parseInt(found.group(1), 16)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\u0089PNG\\r\\n\\u001a\\n|PNG",
        "\\u00ff\\u00d8\\u00ff\\u00e0|JPEG",
        "GIF89a|GIF",
        "GIF87a|GIF",
        "RIFF....WEBPVP8 |WEBP",
        "RIFF....WAVEfmt |WAV",
        "RIFF....AVI LIST|UNKNOWN_OR_TEXT",
        "\\0\\0\\0\\u0018ftypavif\\0\\0\\0\\0mif1miaf|AVIF",
        "\\0\\0\\0\\u0018ftypmif1\\0\\0\\0\\0mif1avif|AVIF",
        "\\0\\0\\0\\u0018ftypmif1\\0\\0\\0\\0mif1heic|HEIF",
        "\\0\\0\\0\\u0018ftypheic\\0\\0\\0\\0mif1heic|HEIF",
        "\\0\\0\\0\\u0018ftypisom\\0\\0\\0\\0isomavc1|MP4",
        "\\0\\0\\0\\u0018ftypabcd\\0\\0\\0\\0abcdmp42|MP4",
        "\\0\\0\\0\\u0018ftypM4A \\0\\0\\0\\0isommp42|M4A",
        "\\0\\0\\0\\u0018ftypqt  \\0\\0\\0\\0qt  qt  |MOV",
        "\\0\\0\\0\\u0018ftypcrx \\0\\0\\0\\0crx crx |UNKNOWN",
        "\\0\\0\\0\\u0018moov\\0\\0|MOV",
        "II*\\0\\u0008\\0\\0\\0|TIFF",
        "MM\\0*\\0\\0\\0\\u0008|TIFF",
        "BMF\\0\\0\\0\\0\\0\\0\\06\\0\\0\\0(\\0\\0\\0|BMP",
        "BM is how some texts begin|TEXT",
        "#?RADIANCE\\n|HDR",
        "v/1\\u0001\\u0002\\0\\0\\0|EXR",
        "%PDF-1.7\\n|PDF",
        "OggS\\0\\u0002|OGG",
        "fLaC\\0|FLAC",
        "ID3\\u0004\\0|MP3",
        "\\u001aE\\u00df\\u00a3\\u009fB\\u0086\\u0081\\u0001B\\u0082\\u0084webm|WEBM",
        "\\u001aE\\u00df\\u00a3\\u009fB\\u0086\\u0081\\u0001B\\u0082\\u0088matroska|MKV",
        "glTF\\u0002\\0\\0\\0|GLB",
        "Kaydara FBX Binary  \\0|FBX",
        "; FBX 7.3.0 project file|FBX",
        "ply\\nformat ascii 1.0\\n|PLY",
        "solid cube\\n facet normal 0 0 1\\n|STL",
        "PK\\u0003\\u0004\\u0014\\0\\0\\0\\0\\0................\\0\\0\\0\\0|ZIP",
        "\\u0008\\0\\0\\0\\0\\0\\0\\0{\"a\":{}}|SAFETENSORS",
        "{\"a\": 1}|JSON",
        " [1, 2]|JSON",
        "[]|JSON",
        "[a note] to read|TEXT",
        "{ not json }|TEXT",
        "plain words|TEXT",
        "binary \\0 bytes|UNKNOWN",
        "\\u00e9t\\u00e9 in Latin-1|UNKNOWN",
      })
  void isRecognisedByContent(String bytes, String expected) {
    String raw = unescaped(bytes);
    MediaFormat format =
        expected.equals("UNKNOWN_OR_TEXT") ? MediaFormat.TEXT : MediaFormat.valueOf(expected);
    assertThat(of(raw, "")).isEqualTo(format);
    assertThat(of(raw, "x.png")).as("whatever the name says").isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<svg xmlns='http://www.w3.org/2000/svg'/>|SVG",
        "\\u00ef\\u00bb\\u00bf  <svg/>|SVG",
        "<?xml version='1.0'?><!-- a > b --><svg>|SVG",
        "<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'x' 'y' [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>|SVG",
        "<!DOCTYPE other [<!ENTITY a 'b'>]><s:svg xmlns:s='x'>|SVG",
        "<!DOCTYPE svg|SVG",
        "<!-- first --><svg>|SVG",
        "<!doctype HTML><svg>|HTML",
        "<HTML><body>|HTML",
        "<script>alert(1)</script>|HTML",
        "<!-- never ends|HTML",
        "<?xml version='1.0'?><!-- never ends|XML",
        "<?xml version='1.0'?><feed/>|XML",
        "<?xml version='1.0'?><html xmlns='x'/>|HTML",
        "<feed/>|TEXT",
        "< 3|TEXT",
      })
  void markupIsToldApartByItsFirstElement(String text, MediaFormat expected) {
    assertThat(of(unescaped(text), "picture.png")).isEqualTo(expected);
  }

  @Test
  void theNameDecidesBetweenTexts() {
    String object = "# a cube\nmtllib cube.mtl\nv 0 0 0\n";
    assertThat(of(object, "")).isEqualTo(MediaFormat.TEXT);
    assertThat(of(object, "Cube.OBJ")).isEqualTo(MediaFormat.OBJ);
    assertThat(of("hello", "cube.obj")).isEqualTo(MediaFormat.TEXT);
    assertThat(of("newmtl red\nKd 1 0 0\n", "cube.mtl")).isEqualTo(MediaFormat.MTL);
    assertThat(of("{\"asset\":{}}", "scene.gltf")).isEqualTo(MediaFormat.GLTF);
    assertThat(of("<feed/>", "feed.xml")).isEqualTo(MediaFormat.XML);
    assertThat(of("\0\0\0\u0018ftypisom\0\0\0\0isommp42", "voice.m4a")).isEqualTo(MediaFormat.M4A);
  }

  @Test
  void aNameAloneMakesNothing() {
    for (MediaFormat format : MediaFormat.values()) {
      String name = "file." + format.extension();
      assertThat(of("\u0001\u0002\u0003", name)).isEqualTo(MediaFormat.UNKNOWN);
      assertThat(of("", name)).isEqualTo(MediaFormat.UNKNOWN);
    }
  }

  @Test
  void markupInSixteenBitsIsMarkup() {
    assertThat(MediaFormat.recognise("\ufeff<svg onload='x'/>".getBytes(UTF_16LE), "a.txt"))
        .isEqualTo(MediaFormat.SVG);
    assertThat(MediaFormat.recognise("\ufeffwords".getBytes(UTF_16LE), "a.txt"))
        .isEqualTo(MediaFormat.UNKNOWN);
  }

  @Test
  void textMayBeCutWithinACharacterButOnlyAtTheEndOfTheHead() {
    byte[] whole = "é".repeat(MediaFormat.HEAD_BYTES).getBytes(UTF_8);
    byte[] shifted = new byte[MediaFormat.HEAD_BYTES];
    shifted[0] = 'a';
    System.arraycopy(whole, 0, shifted, 1, shifted.length - 1);
    assertThat(MediaFormat.recognise(shifted, "")).isEqualTo(MediaFormat.TEXT);
    assertThat(MediaFormat.recognise(Arrays.copyOf(whole, 11), "")).isEqualTo(MediaFormat.UNKNOWN);
  }

  @Test
  void binaryStlIsTakenByNameAndLength() {
    byte[] facets = new byte[84 + 2 * 50];
    facets[80] = 2;
    assertThat(MediaFormat.recognise(facets, "a.stl")).isEqualTo(MediaFormat.STL);
    assertThat(MediaFormat.recognise(facets, "a.bin")).isEqualTo(MediaFormat.UNKNOWN);
    facets[80] = 3;
    assertThat(MediaFormat.recognise(facets, "a.stl")).isEqualTo(MediaFormat.UNKNOWN);
  }

  @Test
  void aSceneInAZipIsUsdz() {
    String stored = "PK\u0003\u0004\n\0\0\0\0\0................\u0009\0\0\0scene.usd";
    assertThat(of(stored, "")).isEqualTo(MediaFormat.USDZ);
    assertThat(of(stored.replace("scene.usd", "scene.doc"), "a.usdz")).isEqualTo(MediaFormat.ZIP);
  }

  @Test
  void soundWithoutATagNeedsTwoFrames() {
    byte[] frames = new byte[1000];
    for (int at = 0; at < frames.length; at += 417) {
      frames[at] = (byte) 0xFF;
      frames[at + 1] = (byte) 0xFB;
      frames[at + 2] = (byte) 0x90;
    }
    assertThat(MediaFormat.recognise(frames, "")).isEqualTo(MediaFormat.MP3);
    frames[417] = 0;
    assertThat(MediaFormat.recognise(frames, "a.mp3")).isEqualTo(MediaFormat.UNKNOWN);
  }

  @Test
  void theFirstSignatureOfAPolyglotWins() {
    assertThat(of("GIF89a/*<script>alert(1)</script>*/", "x.html")).isEqualTo(MediaFormat.GIF);
    assertThat(of("\u00ff\u00d8\u00ff\u00e0 PK\u0003\u0004 <svg>", "x.svg"))
        .isEqualTo(MediaFormat.JPEG);
    assertThat(of("%PDF-1.4 <html>", "x.html")).isEqualTo(MediaFormat.PDF);
  }

  @Test
  void whatBrowsersCouldRunIsKnown() {
    assertThat(MediaFormat.values())
        .filteredOn(MediaFormat::executable)
        .containsExactlyInAnyOrder(
            MediaFormat.SVG, MediaFormat.HTML, MediaFormat.XML, MediaFormat.PDF);
  }

  @Test
  void anyBytesAreSomething() {
    Random random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      assertThat(MediaFormat.recognise(bytes, "a.stl")).isNotNull();
    }
  }

  @Test
  void everyCutOfABeginningIsSomething() {
    String text = "<?xml version='1.0'?><!-- x --><!DOCTYPE svg [<!ENTITY a 'b'>]><svg a='b'>";
    for (int length = 0; length <= text.length(); length++) {
      assertThat(of(text.substring(0, length), "a.svg")).isNotNull();
    }
  }
}
