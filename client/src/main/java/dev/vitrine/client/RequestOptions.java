package dev.vitrine.client;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How one request is to be made, where it differs from how the client was built. Immutable. */
public final class RequestOptions {
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
  private static final Duration LONGEST = Duration.ofDays(365);

  private static final RequestOptions NONE = new Builder().build();

  private final @Nullable Duration attemptTimeout;
  private final @Nullable Duration totalTimeout;
  private final @Nullable Integer maxRetries;
  private final @Nullable Integer parallelism;
  private final @Nullable Integer idsPerCall;
  private final @Nullable String projectId;
  private final @Nullable Boolean originalAssets;
  private final boolean acceptPartial;
  private final Map<String, String> headers;

  private RequestOptions(Builder builder) {
    attemptTimeout = builder.attemptTimeout;
    totalTimeout = builder.totalTimeout;
    maxRetries = builder.maxRetries;
    parallelism = builder.parallelism;
    idsPerCall = builder.idsPerCall;
    projectId = builder.projectId;
    originalAssets = builder.originalAssets;
    acceptPartial = builder.acceptPartial;
    headers = Collections.unmodifiableMap(new TreeMap<>(builder.headers));
  }

  /** Nothing but what the client was built with. */
  public static RequestOptions none() {
    return NONE;
  }

  /** Options to be chosen. */
  public static Builder builder() {
    return new Builder();
  }

  /** These options, for those that the other leaves open. */
  RequestOptions or(RequestOptions defaults) {
    if (this == NONE) {
      return defaults;
    }
    Builder merged = new Builder();
    merged.attemptTimeout = attemptTimeout == null ? defaults.attemptTimeout : attemptTimeout;
    merged.totalTimeout = totalTimeout == null ? defaults.totalTimeout : totalTimeout;
    merged.maxRetries = maxRetries == null ? defaults.maxRetries : maxRetries;
    merged.parallelism = parallelism == null ? defaults.parallelism : parallelism;
    merged.idsPerCall = idsPerCall == null ? defaults.idsPerCall : idsPerCall;
    merged.projectId = projectId == null ? defaults.projectId : projectId;
    merged.originalAssets = originalAssets == null ? defaults.originalAssets : originalAssets;
    merged.acceptPartial = acceptPartial || defaults.acceptPartial;
    merged.headers.putAll(defaults.headers);
    merged.headers.putAll(headers);
    return merged.build();
  }

  Duration attemptTimeout() {
    return requireNonNull(attemptTimeout);
  }

  Duration totalTimeout() {
    return requireNonNull(totalTimeout);
  }

  int maxRetries() {
    return requireNonNull(maxRetries);
  }

  int parallelism() {
    return requireNonNull(parallelism);
  }

  int idsPerCall() {
    return requireNonNull(idsPerCall);
  }

  Optional<String> projectId() {
    return Optional.ofNullable(projectId);
  }

  Optional<Boolean> originalAssets() {
    return Optional.ofNullable(originalAssets);
  }

  boolean acceptPartial() {
    return acceptPartial;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Collects options; those that are not named stay as the client was built. */
  public static final class Builder {
    private final TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private @Nullable Duration attemptTimeout;
    private @Nullable Duration totalTimeout;
    private @Nullable Integer maxRetries;
    private @Nullable Integer parallelism;
    private @Nullable Integer idsPerCall;
    private @Nullable String projectId;
    private @Nullable Boolean originalAssets;
    private boolean acceptPartial;

    private Builder() {}

    /**
     * How long one attempt may take, from its start to the end of the answer; for a stream, how
     * long it may pause. Default 60 s.
     *
     * @throws IllegalArgumentException if it is not greater than 0 and at most a year
     */
    public Builder attemptTimeout(Duration time) {
      attemptTimeout = checked(time);
      return this;
    }

    /**
     * How long the call may take in all, with its retries and the waits between them. A stream may
     * take as long as it does. Default 10 min.
     *
     * @throws IllegalArgumentException if it is not greater than 0 and at most a year
     */
    public Builder totalTimeout(Duration time) {
      totalTimeout = checked(time);
      return this;
    }

    private static Duration checked(Duration time) {
      if (time.isZero() || time.isNegative() || time.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException("A timeout is greater than 0 and at most a year");
      }
      return time;
    }

    /**
     * How often a failed attempt may be made again, where that is safe. Default 2; 0 for never.
     *
     * @throws IllegalArgumentException if it is negative or over 100
     */
    public Builder maxRetries(int times) {
      maxRetries = within("maxRetries", times, 0, 100);
      return this;
    }

    /**
     * How many requests one bulk read of many ids may have under way at a time. Default: twice as
     * many as the machine has processors, at least 4 and at most 8.
     *
     * @throws IllegalArgumentException if it is not 1 to 64
     */
    public Builder parallelism(int requests) {
      parallelism = within("parallelism", requests, 1, 64);
      return this;
    }

    /**
     * How many ids one request of a bulk read names. Default 1000, the platform's cap; a service
     * with a lower cap is understood when it says so.
     *
     * @throws IllegalArgumentException if it is not 1 to 10 000
     */
    public Builder idsPerCall(int ids) {
      idsPerCall = within("idsPerCall", ids, 1, 10_000);
      return this;
    }

    private static int within(String name, int value, int least, int most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(name + " is from " + least + " to " + most);
      }
      return value;
    }

    /** The project the key is asserted to belong to. Default: what the client was built with. */
    public Builder projectId(String id) {
      projectId = requireNonNull(id, "projectId");
      return this;
    }

    /**
     * Whether asset URLs of the answer name the untransformed originals, of a call whose parameters
     * do not say so themselves. Default: as the client was built, or else false.
     */
    public Builder originalAssets(boolean flag) {
      originalAssets = flag;
      return this;
    }

    /**
     * Whether a bulk read that failed for some ids only is to return what it has, with its {@code
     * failures()}, instead of throwing a {@link PartialFailureException}. Default false.
     */
    public Builder acceptPartial(boolean accept) {
      acceptPartial = accept;
      return this;
    }

    /**
     * A header more, in place of one of the same name.
     *
     * @throws IllegalArgumentException if there can be no such header
     */
    public Builder header(String name, String value) {
      if (!HEADER_NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("There can be no header of this name");
      }
      if (!HEADER_VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "The header " + name + " has a value with control characters, or beyond ISO 8859-1");
      }
      headers.put(name, value);
      return this;
    }

    /**
     * Makes a write only if what it changes is still as it was with this etag, that of an answer or
     * of a bulk read's outcomes; {@code *} for in whatever state it is. If it is not, the write
     * fails with a {@link dev.vitrine.client.error.ConflictException} and has no effect. For writes
     * to models.
     *
     * @throws IllegalArgumentException if there can be no such etag
     */
    public Builder ifMatch(String etag) {
      return header(Conditions.IF_MATCH, Conditions.ifMatch(etag));
    }

    /**
     * What a service knows the repetitions of a creation by: the same key makes it answer what it
     * answered first, for a day, instead of creating a second thing. Default: a new key a call,
     * which all its attempts share. For {@code create} and {@code copy}.
     *
     * @throws IllegalArgumentException if it is not 1 to 255 printable ASCII characters
     */
    public Builder idempotencyKey(String key) {
      return header(Conditions.IDEMPOTENCY_KEY, Conditions.idempotencyKey(key));
    }

    /** The options collected. */
    public RequestOptions build() {
      return new RequestOptions(this);
    }
  }
}
