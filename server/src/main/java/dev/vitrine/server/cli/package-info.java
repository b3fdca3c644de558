/**
 * The command line: one class per command. Standard output carries results only, everything else
 * goes to standard error.
 */
@NullMarked
package dev.vitrine.server.cli;

import org.jspecify.annotations.NullMarked;
