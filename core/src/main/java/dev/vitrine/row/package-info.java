/** Finished rows: one document and one view make the bytes a client receives. */
@NullMarked
package dev.vitrine.row;

import org.jspecify.annotations.NullMarked;
