/**
 * What the Java client is used for. Each example is a program that takes service and key from the
 * environment, and a method that takes a client.
 */
@NullMarked
package dev.vitrine.examples;

import org.jspecify.annotations.NullMarked;
