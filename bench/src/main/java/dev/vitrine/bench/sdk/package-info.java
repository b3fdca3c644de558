/** The Java client beside one written by hand. */
@NullMarked
package dev.vitrine.bench.sdk;

import org.jspecify.annotations.NullMarked;
