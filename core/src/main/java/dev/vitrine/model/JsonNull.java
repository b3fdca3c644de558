package dev.vitrine.model;

/** The JSON null. */
public enum JsonNull implements Json {
  NULL
}
