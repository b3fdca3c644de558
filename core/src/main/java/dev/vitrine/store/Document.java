package dev.vitrine.store;

import org.jspecify.annotations.Nullable;

/**
 * A stored document: its envelope and its bytes.
 *
 * @param revision greater than 0, unique in the store and never reused
 * @param owner id of the owning project; empty if it has none
 * @param previousOwner the owner it left with this revision, else null
 */
public record Document(
    Key key,
    long revision,
    String owner,
    @Nullable String previousOwner,
    Visibility visibility,
    Bytes body) {}
