/** The store of assets in a folder. */
@NullMarked
package dev.vitrine.asset.files;

import org.jspecify.annotations.NullMarked;
