/** Measuring things in turn, and comparing what was measured in the same round. */
@NullMarked
package dev.vitrine.bench.pairs;

import org.jspecify.annotations.NullMarked;
