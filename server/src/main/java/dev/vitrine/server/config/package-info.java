/**
 * What a server can be told: one record per concern, from a file, the environment and the command
 * line.
 */
@NullMarked
package dev.vitrine.server.config;

import org.jspecify.annotations.NullMarked;
