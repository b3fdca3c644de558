/**
 * Lists of the catalogue: a Lucene index that is fed by the store's changes and can be built again
 * from them at will.
 */
@NullMarked
package dev.vitrine.index;

import org.jspecify.annotations.NullMarked;
