/**
 * The Java client of Vitrine, and of any service that speaks the same API. Start at {@link
 * dev.vitrine.client.VitrineClient}.
 */
@NullMarked
package dev.vitrine.client;

import org.jspecify.annotations.NullMarked;
