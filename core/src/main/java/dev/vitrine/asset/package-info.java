/** Asset references inside documents and the signed URLs that name them. */
@NullMarked
package dev.vitrine.asset;

import org.jspecify.annotations.NullMarked;
