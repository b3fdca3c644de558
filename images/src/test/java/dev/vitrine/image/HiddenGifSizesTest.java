package dev.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaFormat;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** GIFs in which Java's reader would find another first picture than is found here. */
final class HiddenGifSizesTest {
  private static final byte[] PLAIN = Pictures.encode(Pictures.corners(8, 8), "gif");

  /** The beginning of a picture of 65 535 by 65 535. */
  private static final String LARGE = "2C 0000 0000 FFFF FFFF 00 02";

  private static byte[] with(String block) {
    return Pictures.withBlock(PLAIN, HexFormat.of().parseHex(block.replace(" ", "")));
  }

  private static void assertRefused(String block) {
    byte[] gif = with(block);
    String why = "has an extension of another length than its kind has";
    try (HeldBlob blob = new HeldBlob(gif)) {
      assertThat(new ImageInspector().inspect(blob, "a.gif"))
          .isEqualTo(new Inspection.Broken(MediaFormat.GIF, why));
    }
    assertThatThrownBy(() -> Renders.render(gif, "width=4"))
        .isInstanceOfSatisfying(
            BrokenPictureException.class, e -> assertThat(e.why()).isEqualTo(why));
  }

  @Test
  void extensionsAsTheyShouldBeAreGoneOver() {
    for (String block :
        new String[] {
          "21 F9 04 00 0000 00 00",
          "21 01 0C 0000 0000 0000 0000 01 01 00 00 01 41 00",
          "21 FF 0B 4E45545343415045322E30 03 01 0000 00",
          "21 FE 0B " + LARGE + " 00",
          "21 42 0B " + LARGE + " 00"
        }) {
      ColourAssert.assertSize(Renders.shown(with(block), ""), 8, 8);
    }
  }

  @Test
  void aControlBlockEndsWhereItSays() {
    assertRefused("21 F9 04 00 0000 00 0B " + LARGE + " 00");
    assertRefused("21 F9 05 00 0000 00 00 00");
    assertRefused("21 F9 00");
  }

  @Test
  void aTextBlockIsAsLongAsAnyOther() {
    assertRefused("21 01 0D 0000 0000 0000 0000 01 01 00 00 00 00");
    assertRefused("21 01 00");
  }

  @Test
  void anApplicationBlockHasAName() {
    assertRefused("21 FF 00 0B " + LARGE + " 00");
  }
}
