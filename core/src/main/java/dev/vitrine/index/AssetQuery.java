package dev.vitrine.index;

/**
 * A list of assets: which, and in what order.
 *
 * @param sort not by score, which assets have none of
 */
public record AssetQuery(AssetFilter filter, SortKey sort, boolean descending) {}
