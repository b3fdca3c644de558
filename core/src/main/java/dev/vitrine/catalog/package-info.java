/** Services that write the catalogue: models, projects, teams and keys; import and export. */
@NullMarked
package dev.vitrine.catalog;

import org.jspecify.annotations.NullMarked;
