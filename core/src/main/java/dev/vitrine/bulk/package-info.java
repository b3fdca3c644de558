/** The bulk read: which rows, in which order, and what became of every id asked for. */
@NullMarked
package dev.vitrine.bulk;

import org.jspecify.annotations.NullMarked;
