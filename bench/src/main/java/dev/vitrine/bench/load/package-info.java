/** Servers measured side by side over loopback. */
@NullMarked
package dev.vitrine.bench.load;

import org.jspecify.annotations.NullMarked;
