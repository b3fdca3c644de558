/**
 * The embedded engine: one SQLite file in one folder, shared by one server and any number of tools.
 */
@NullMarked
package dev.vitrine.store.sql;

import org.jspecify.annotations.NullMarked;
