/** Pictures: what they are, renditions made of them, and where those are kept. */
@NullMarked
package dev.vitrine.image;

import org.jspecify.annotations.NullMarked;
