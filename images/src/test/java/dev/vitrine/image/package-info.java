/** Tests of renditions. */
@NullMarked
package dev.vitrine.image;

import org.jspecify.annotations.NullMarked;
