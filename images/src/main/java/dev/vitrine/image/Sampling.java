package dev.vitrine.image;

import dev.vitrine.asset.PixelSize;

/**
 * How much smaller a picture is decoded than it is stored.
 *
 * @param across one column of so many
 * @param down one row of so many
 */
record Sampling(int across, int down) {
  static final Sampling ALL = new Sampling(1, 1);

  boolean all() {
    return across == 1 && down == 1;
  }

  /** The size it is decoded to. */
  PixelSize applied(PixelSize stored) {
    return new PixelSize(
        (stored.width() - across / 2 + across - 1) / across,
        (stored.height() - down / 2 + down - 1) / down);
  }
}
