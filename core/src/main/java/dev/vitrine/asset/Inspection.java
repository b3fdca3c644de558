package dev.vitrine.asset;

import org.jspecify.annotations.Nullable;

/** What a look into a blob has shown. */
public sealed interface Inspection {
  MediaFormat format();

  /**
   * The blob is what it seems, as far as its header tells.
   *
   * @param size of the picture as it is shown, turned as its metadata asks for; null if it is no
   *     picture, or of a kind whose size is not read
   * @param frames 1 unless it is an animation
   * @param alpha whether some of it may be transparent
   */
  record Sound(MediaFormat format, @Nullable PixelSize size, int frames, boolean alpha)
      implements Inspection {}

  /**
   * The blob begins as one of its format does, and then does not keep to it.
   *
   * @param why one clause for people, such as {@code ends before its header does}
   */
  record Broken(MediaFormat format, String why) implements Inspection {}
}
