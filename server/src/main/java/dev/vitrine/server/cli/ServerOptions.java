package dev.vitrine.server.cli;

import dev.vitrine.server.Wiring;
import dev.vitrine.server.config.AccessConfig;
import dev.vitrine.server.config.Configuration;
import dev.vitrine.server.config.LimitsConfig;
import dev.vitrine.server.config.Setting;
import dev.vitrine.server.config.Settings;
import dev.vitrine.server.http.AdmissionLimits;
import dev.vitrine.server.http.ConnectionLimits;
import dev.vitrine.server.http.RateLimits;
import dev.vitrine.server.http.ServerLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a server can be told on the command line, and the configuration that results. */
final class ServerOptions {
  private static final String INDEX = "index";

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Address to listen on. Default: 127.0.0.1.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on; 0 is any free one. Default: 8080.")
  private @Nullable Integer port;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "What clients reach the server by; asset URLs begin with it. Default: the address it listens on.")
  private @Nullable String publicUrl;

  @Mixin private final ConfigOption config = new ConfigOption();

  DataOption data() {
    return data;
  }

  /** What was set, and where. */
  Settings settings(Terminal terminal) {
    return config
        .settings(data.folder(terminal), terminal)
        .option(Setting.HTTP_HOST, "--host", host)
        .option(Setting.HTTP_PORT, "--port", port == null ? null : port.toString())
        .option(Setting.HTTP_PUBLIC_URL, "--public-url", publicUrl);
  }

  Configuration configuration(Terminal terminal) {
    return Configuration.of(settings(terminal));
  }

  /** Where the index of a data folder is kept. */
  static Path indexFolder(Path folder) {
    return folder.resolve(INDEX);
  }

  /**
   * How a server is to run.
   *
   * @param folder the data folder
   */
  static Wiring.Settings wiring(Configuration configuration, Path folder) {
    LimitsConfig bounds = configuration.limits();
    ServerLimits limits =
        new ServerLimits(
                bounds.modelIdsPerRequest(),
                bounds.modelIdsPerNdjsonRequest(),
                Math.toIntExact(bounds.requestBytes().bytes()),
                Math.toIntExact(bounds.responseBytes().bytes()))
            .withAdmission(
                new AdmissionLimits(
                    bounds.bulkReadsPerKey(),
                    bounds.bulkReads(),
                    (long) (Runtime.getRuntime().maxMemory() * bounds.heapShare())))
            .withConnection(
                new ConnectionLimits(
                    configuration.http().connections(),
                    configuration.http().patience(),
                    Math.toIntExact(configuration.http().answerBytesPerSecond().bytes())))
            .withRate(new RateLimits(bounds.requestsPerSecond(), bounds.requestBurst()));
    return new Wiring.Settings(
        configuration.http().host(),
        configuration.http().port(),
        configuration.http().publicUrl(),
        limits,
        configuration.cache().bytes(Runtime.getRuntime().maxMemory()),
        configuration.access().publicReads(),
        configuration.access().metrics() == AccessConfig.Metrics.OPEN,
        indexFolder(folder),
        configuration.models(),
        configuration.assets(),
        AssetStores.renditions(folder));
  }
}
