package dev.vitrine.image;

import java.awt.color.ICC_Profile;
import org.jspecify.annotations.Nullable;

/**
 * A decoded picture.
 *
 * @param scaleX its width by that of the picture as it is stored: less than 1 if it was decoded
 *     smaller
 * @param scaleY likewise
 * @param profile what its colours mean; null if they are sRGB
 */
record Decoded(Picture picture, double scaleX, double scaleY, @Nullable ICC_Profile profile) {}
