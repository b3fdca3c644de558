/** Who asks, and what they may see. */
@NullMarked
package dev.vitrine.access;

import org.jspecify.annotations.NullMarked;
