/** A load driver: sends HTTP requests at its own pace and measures what comes back. */
@NullMarked
package dev.vitrine.bench.drive;

import org.jspecify.annotations.NullMarked;
