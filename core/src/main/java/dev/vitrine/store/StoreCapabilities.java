package dev.vitrine.store;

/**
 * How engines differ, so that tests and callers need not guess.
 *
 * @param durable whether acknowledged writes survive the process
 * @param shared whether other processes may open the same data at the same time
 */
public record StoreCapabilities(String engine, boolean durable, boolean shared) {}
