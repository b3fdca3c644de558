package dev.vitrine.index;

/** A list of models: which, and in what order. */
public record ModelQuery(ModelFilter filter, SortKey sort, boolean descending) {}
