/** The store interface: bytes with a key and a revision, and one ordered feed of changes. */
@NullMarked
package dev.vitrine.store;

import org.jspecify.annotations.NullMarked;
