/** The store of assets that lives as long as its process. */
@NullMarked
package dev.vitrine.asset.memory;

import org.jspecify.annotations.NullMarked;
