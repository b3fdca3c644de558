/** What can go wrong, as clients see it: one code, one HTTP status, one body. */
@NullMarked
package dev.vitrine.error;

import org.jspecify.annotations.NullMarked;
