package dev.vitrine.index;

/**
 * What models are sorted by. Models that are equal by it follow each other by id, ascending in
 * either direction; equal scores by the time of creation before that.
 */
public enum SortKey {
  CREATED_AT,
  UPDATED_AT,
  SCORE
}
