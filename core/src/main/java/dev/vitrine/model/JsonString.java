package dev.vitrine.model;

/** A JSON string. */
public record JsonString(String value) implements Json {}
