package dev.vitrine.store.sql;

/** As what a process opens a data folder. */
public enum Role {
  /** The one server of a folder. */
  SERVER,
  /** A command beside it, or instead of it. */
  TOOL
}
