/** Benchmarks: made-up documents, and what runs and measures. */
@NullMarked
package dev.vitrine.bench;

import org.jspecify.annotations.NullMarked;
