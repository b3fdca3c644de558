/** How JSON is read and written here. Not exported. */
@NullMarked
package dev.vitrine.client.json;

import org.jspecify.annotations.NullMarked;
