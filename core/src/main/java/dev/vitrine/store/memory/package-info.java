/** The store that lives as long as its process. */
@NullMarked
package dev.vitrine.store.memory;

import org.jspecify.annotations.NullMarked;
