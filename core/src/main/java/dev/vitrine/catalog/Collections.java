package dev.vitrine.catalog;

import java.util.Set;

/** Stub. */
public final class Collections {
  public void checkOwn(String projectId, Set<String> ids) {}

  public Set<String> existing(String projectId, Set<String> ids) {
    return ids;
  }
}
