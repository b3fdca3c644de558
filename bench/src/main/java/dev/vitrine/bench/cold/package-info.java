/** Bulk reads with nothing cached, in this process. */
@NullMarked
package dev.vitrine.bench.cold;

import org.jspecify.annotations.NullMarked;
