/** Parts of the bulk read, measured one by one with JMH. */
@NullMarked
package dev.vitrine.bench.micro;

import org.jspecify.annotations.NullMarked;
