package dev.vitrine.bench.load;

/**
 * One run of the load generator.
 *
 * @param round from 1; what is compared was measured in the same round
 * @param turn from 1, in the order in which the runs were made
 */
record Sample(String documents, Work work, Rival rival, int round, int turn, Wrk.Seen seen) {}
