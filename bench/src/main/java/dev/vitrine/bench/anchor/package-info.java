/** Servers that do the same work the usual way, to be measured against. */
@NullMarked
package dev.vitrine.bench.anchor;

import org.jspecify.annotations.NullMarked;
