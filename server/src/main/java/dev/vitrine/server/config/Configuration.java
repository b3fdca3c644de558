package dev.vitrine.server.config;

import dev.vitrine.asset.SigningKey;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything a server is told, checked once. */
public record Configuration(
    HttpConfig http,
    LimitsConfig limits,
    CacheConfig cache,
    AccessConfig access,
    ModelsConfig models,
    AssetsConfig assets,
    S3Config s3,
    LogConfig log) {
  private static final String OFF = "off";
  private static final Duration YEARS = Duration.ofDays(3650);
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final long TIB = 1L << 40;
  private static final double MOST_OF_HEAP = 0.8;
  private static final Duration LEAST_PATIENCE = Duration.ofMillis(100);
  private static final Duration MOST_PATIENCE = Duration.ofHours(1);

  /**
   * Reads and checks settings.
   *
   * @throws ConfigurationException naming the first one that has no sense
   */
  public static Configuration of(Settings settings) {
    AssetsConfig assets = assets(settings);
    return new Configuration(
        new HttpConfig(
            parse(
                settings,
                Setting.HTTP_HOST,
                text -> text.isBlank() ? Optional.empty() : Optional.of(text)),
            whole(settings, Setting.HTTP_PORT, 0, 65_535),
            url(settings, Setting.HTTP_PUBLIC_URL),
            whole(settings, Setting.HTTP_CONNECTIONS, 1, 1_000_000),
            duration(settings, Setting.HTTP_PATIENCE, LEAST_PATIENCE, MOST_PATIENCE),
            size(settings, Setting.HTTP_ANSWER_BYTES_PER_SECOND, 1, 1024L * MIB)),
        new LimitsConfig(
            whole(settings, Setting.LIMITS_MODEL_IDS_PER_REQUEST, 1, 100_000),
            whole(settings, Setting.LIMITS_MODEL_IDS_PER_NDJSON_REQUEST, 1, 1_000_000),
            size(settings, Setting.LIMITS_REQUEST_BYTES, KIB, 64L * MIB),
            size(settings, Setting.LIMITS_RESPONSE_BYTES, 64L * KIB, 1024L * MIB),
            whole(settings, Setting.LIMITS_BULK_READS_PER_KEY, 1, 100_000),
            whole(settings, Setting.LIMITS_BULK_READS, 1, 100_000),
            share(settings, Setting.LIMITS_HEAP_SHARE, 0.01),
            whole(settings, Setting.LIMITS_REQUESTS_PER_SECOND, 0, 1_000_000),
            whole(settings, Setting.LIMITS_REQUEST_BURST, 1, 1_000_000)),
        new CacheConfig(share(settings, Setting.CACHE_HEAP_SHARE, 0)),
        new AccessConfig(
            parse(settings, Setting.ACCESS_PUBLIC_READS, Configuration::flag),
            parse(
                settings,
                Setting.ACCESS_METRICS,
                text -> constant(AccessConfig.Metrics.values(), text))),
        new ModelsConfig(
            duration(settings, Setting.MODELS_DELETED_FOR, Duration.ZERO, YEARS),
            settings.get(Setting.MODELS_FREE_PLAN_TERM).text().equals(OFF)
                ? null
                : duration(settings, Setting.MODELS_FREE_PLAN_TERM, Duration.ofHours(1), YEARS),
            duration(
                settings, Setting.MODELS_REPEATABLE_FOR, Duration.ofHours(1), Duration.ofDays(30)),
            duration(settings, Setting.MODELS_SWEEP_EVERY, LEAST_PATIENCE, Duration.ofDays(1)),
            whole(settings, Setting.MODELS_TRAINING_IMAGES, 1, 10_000)),
        assets,
        s3(settings, assets.store() == AssetsConfig.Store.S3),
        new LogConfig(
            parse(
                settings, Setting.LOG_FORMAT, text -> constant(LogConfig.Format.values(), text))));
  }

  private static AssetsConfig assets(Settings settings) {
    return new AssetsConfig(
        parse(settings, Setting.ASSETS_STORE, text -> constant(AssetsConfig.Store.values(), text)),
        settings.get(Setting.ASSETS_FOLDER).text().isEmpty()
            ? null
            : parse(settings, Setting.ASSETS_FOLDER, Configuration::folder),
        size(settings, Setting.ASSETS_LARGEST_BYTES, KIB, TIB),
        size(settings, Setting.ASSETS_UPLOAD_BYTES, KIB, TIB),
        duration(
            settings, Setting.ASSETS_UPLOADS_KEPT_FOR, Duration.ofHours(1), Duration.ofDays(365)),
        size(settings, Setting.ASSETS_RENDITION_CACHE_BYTES, 0, TIB),
        share(settings, Setting.ASSETS_RENDITION_HEAP_SHARE, 0.01),
        parse(settings, Setting.ASSETS_SIGNING_KEYS, Configuration::signingKeys));
  }

  private static S3Config s3(Settings settings, boolean used) {
    S3Config s3 =
        new S3Config(
            url(settings, Setting.S3_ENDPOINT),
            parse(settings, Setting.S3_REGION, Configuration::word),
            settings.get(Setting.S3_BUCKET).text(),
            settings.get(Setting.S3_PREFIX).text(),
            parse(settings, Setting.S3_PATH_STYLE, Configuration::flag),
            given(settings, Setting.S3_ACCESS_KEY_ID),
            given(settings, Setting.S3_SECRET_ACCESS_KEY));
    if (used) {
      parse(settings, Setting.S3_BUCKET, Configuration::word);
      if ((s3.accessKeyId() == null) != (s3.secretAccessKey() == null)) {
        throw new ConfigurationException(
            Setting.S3_ACCESS_KEY_ID.key()
                + " and "
                + Setting.S3_SECRET_ACCESS_KEY.key()
                + " belong together: set both or neither");
      }
    }
    return s3;
  }

  private static @Nullable String given(Settings settings, Setting setting) {
    String text = settings.get(setting).text();
    return text.isEmpty() ? null : text;
  }

  private static Optional<String> word(String text) {
    return text.isBlank() || text.contains("/") ? Optional.empty() : Optional.of(text);
  }

  private static Optional<Path> folder(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<SigningKey>> signingKeys(String text) {
    List<SigningKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (String written : text.isBlank() ? new String[0] : text.split(",", -1)) {
      SigningKey key = SigningKey.parse(written.strip()).orElse(null);
      if (key == null || !ids.add(key.id())) {
        return Optional.empty();
      }
      keys.add(key);
    }
    return Optional.of(keys);
  }

  private static @Nullable URI url(Settings settings, Setting setting) {
    if (settings.get(setting).text().isEmpty()) {
      return null;
    }
    return parse(
        settings,
        setting,
        text -> {
          try {
            URI url = URI.create(text.replaceFirst("/+$", ""));
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean plain =
                url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawUserInfo() == null;
            return web && plain && url.getHost() != null ? Optional.of(url) : Optional.empty();
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        });
  }

  private static int whole(Settings settings, Setting setting, int least, int most) {
    return parse(
        settings,
        setting,
        text -> {
          try {
            int value = Integer.parseInt(text);
            return value >= least && value <= most ? Optional.of(value) : Optional.empty();
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        });
  }

  private static ByteSize size(Settings settings, Setting setting, long least, long most) {
    return parse(
        settings,
        setting,
        text -> ByteSize.parse(text).filter(size -> size.bytes() >= least && size.bytes() <= most));
  }

  private static Duration duration(
      Settings settings, Setting setting, Duration least, Duration most) {
    return parse(
        settings,
        setting,
        text ->
            Durations.parse(text)
                .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0));
  }

  private static double share(Settings settings, Setting setting, double least) {
    return parse(
        settings,
        setting,
        text -> {
          try {
            double share = Double.parseDouble(text);
            return share >= least && share <= MOST_OF_HEAP ? Optional.of(share) : Optional.empty();
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        });
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] constants, String text) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "\uFFFD").replaceAll("//[^/@]*@", "//…@");
    return printable.length() <= 100 ? printable : printable.substring(0, 100) + "…";
  }

  private static <T> T parse(
      Settings settings, Setting setting, Function<String, Optional<T>> parser) {
    Settings.Value value = settings.get(setting);
    return parser
        .apply(value.text())
        .orElseThrow(() ->
            new ConfigurationException(
                setting.key()
                    + " takes "
                    + setting.takes()
                    + ", but "
                    + value.origin()
                    + (setting.secret()
                        ? " says something else"
                        : " says: " + shown(value.text()))));
  }
}
