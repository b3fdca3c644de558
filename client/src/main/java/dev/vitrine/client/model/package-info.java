/**
 * What answers are made of: models and their parts, as the platform documents them.
 *
 * <p>All are immutable, but for the {@link tools.jackson.databind.JsonNode}s they hand out, which
 * are their own and not to be changed. A field that an answer does not have is an empty {@link
 * java.util.Optional}; a field that this version does not know is kept under {@link
 * dev.vitrine.client.model.ApiObject#additionalProperties()}; a value of an enumeration that it
 * does not know is kept as a value of its type. Numbers are {@link java.math.BigDecimal}, because
 * that is what the platform's numbers are: not all that are called a number of things are whole.
 */
@NullMarked
package dev.vitrine.client.model;

import org.jspecify.annotations.NullMarked;
