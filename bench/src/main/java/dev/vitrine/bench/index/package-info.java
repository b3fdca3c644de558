/** What lists are measured with: catalogues that are made up, and Lucene on its own. */
@NullMarked
package dev.vitrine.bench.index;

import org.jspecify.annotations.NullMarked;
