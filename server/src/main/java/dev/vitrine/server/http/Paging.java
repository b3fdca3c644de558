package dev.vitrine.server.http;

import dev.vitrine.catalog.Cursors;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.AssetFilter;
import dev.vitrine.index.AssetQuery;
import dev.vitrine.index.ModelFilter;
import dev.vitrine.index.ModelQuery;
import dev.vitrine.index.Place;
import dev.vitrine.index.TimeRange;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of paged lists (contract section 5). */
final class Paging {
  private static final String PAGE_SIZE = "pageSize";
  private static final String TOKEN = "paginationToken";
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,32}");

  private Paging() {}

  /**
   * Rows of a page: what was asked for, brought into the range from 1 on.
   *
   * @throws VitrineException INVALID_PARAMETER if it is no whole number
   */
  static int size(QueryParameters query, int largest, int usual) {
    String asked = query.text(PAGE_SIZE);
    if (asked == null || asked.isEmpty()) {
      return usual;
    }
    if (!WHOLE.matcher(asked).matches()) {
      throw VitrineException.invalidParameter(PAGE_SIZE, "must be a whole number");
    }
    BigInteger size = new BigInteger(asked);
    return size.max(BigInteger.ONE).min(BigInteger.valueOf(largest)).intValue();
  }

  /**
   * What a token says; null if none was given.
   *
   * @throws VitrineException INVALID_CURSOR if it was not made for this list
   */
  static byte @Nullable [] token(QueryParameters query, Cursors cursors, String context) {
    String token = query.text(TOKEN);
    return token == null || token.isEmpty() ? null : cursors.open(context, token);
  }

  /**
   * The place a token names; null if none was given.
   *
   * @throws VitrineException INVALID_CURSOR if it was not made for this list
   */
  static @Nullable Place place(QueryParameters query, Cursors cursors, String context) {
    byte[] encoded = token(query, cursors, context);
    try {
      return encoded == null ? null : Place.decode(encoded);
    } catch (IllegalArgumentException e) {
      throw Cursors.invalid(); // Of another version.
    }
  }

  /** Tells queries apart whose lists are not the same: every part is named with its length. */
  static String fingerprint(ModelQuery query) {
    StringBuilder text = new StringBuilder();
    ModelFilter filter = query.filter();
    part(text, filter.scope().toString());
    set(text, filter.statuses());
    set(text, filter.types());
    set(text, filter.tags());
    set(text, filter.collectionIds());
    range(text, filter.created());
    range(text, filter.updated());
    part(text, query.sort().name());
    part(text, Boolean.toString(query.descending()));
    return text.toString();
  }

  /** As {@link #fingerprint(ModelQuery)}. */
  static String fingerprint(AssetQuery query) {
    StringBuilder text = new StringBuilder();
    AssetFilter filter = query.filter();
    part(text, filter.scope().toString());
    part(text, Boolean.toString(filter.hidden()));
    filter
        .any()
        .forEach((field, values) -> {
          part(text, field.name());
          set(text, values);
        });
    range(text, filter.created());
    range(text, filter.updated());
    part(text, query.sort().name());
    part(text, Boolean.toString(query.descending()));
    return text.toString();
  }

  private static void set(StringBuilder text, Set<String> values) {
    text.append(values.size()).append('{');
    new TreeSet<>(values).forEach(value -> part(text, value));
    text.append('}');
  }

  private static void range(StringBuilder text, @Nullable TimeRange range) {
    part(text, String.valueOf(range));
  }

  private static void part(StringBuilder text, String value) {
    text.append(value.getBytes(StandardCharsets.UTF_8).length).append(':').append(value);
  }
}
