package dev.vitrine.store;

/** One write of a batch; see {@link DocumentStore#put}. */
public record Put(Key key, long expectedRevision, Draft draft) {}
