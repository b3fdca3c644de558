package dev.vitrine.asset;

/**
 * A blob as it was stored.
 *
 * @param sha256 of its bytes, 64 hexadecimal digits in lower case
 * @param size bytes
 */
public record StoredBlob(String key, String sha256, long size) {}
