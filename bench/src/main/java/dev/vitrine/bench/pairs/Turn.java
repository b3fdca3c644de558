package dev.vitrine.bench.pairs;

/**
 * One measurement of a contender.
 *
 * @param round from 1; what is compared was measured in the same round
 * @param turn from 1, in the order in which the measurements were made
 */
public record Turn(String contender, int round, int turn, double value, Object seen) {}
