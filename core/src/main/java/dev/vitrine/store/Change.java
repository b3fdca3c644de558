package dev.vitrine.store;

import org.jspecify.annotations.Nullable;

/**
 * The latest state of one document, without its bytes.
 *
 * @param previousOwner the owner it left with this revision, else null
 * @param deleted whether this is a tombstone; its owner and visibility are the last the document
 *     had
 */
public record Change(
    Key key,
    long revision,
    String owner,
    @Nullable String previousOwner,
    Visibility visibility,
    boolean deleted) {}
