/** Documents as JSON that keeps what was written, and what the contract says about their fields. */
@NullMarked
package dev.vitrine.model;

import org.jspecify.annotations.NullMarked;
