/** The program: its wiring, its configuration and what it counts. */
@NullMarked
package dev.vitrine.server;

import org.jspecify.annotations.NullMarked;
