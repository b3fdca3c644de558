package dev.vitrine.client;

import dev.vitrine.client.error.ConfigurationException;

/**
 * A client of one service with one key. Make one and keep it: it holds connections and threads,
 * which closing it ends, with whatever is under way. Safe for use by several threads.
 *
 * <pre>{@code
 * try (VitrineClient client = VitrineClient.fromEnv()) {
 *   for (Model model : client.models().getBulk(ModelGetBulkParams.of("flux.1-dev")).models()) {
 *     System.out.println(model.id() + " " + model.name().orElse("without a name"));
 *   }
 * }
 * }</pre>
 */
public final class VitrineClient implements AutoCloseable {
  private final Transport transport;
  private final ModelService models;
  private final VitrineAsyncClient async;

  VitrineClient(Transport transport) {
    this.transport = transport;
    this.async = new VitrineAsyncClient(transport);
    this.models = new ModelService(transport, async.models());
  }

  /**
   * A client of what the environment names: {@code VITRINE_URL}, {@code VITRINE_KEY}, {@code
   * VITRINE_SECRET} and {@code VITRINE_PROJECT}, or, where neither of the first two is set, {@code
   * SCENARIO_BASE_URL}, {@code SCENARIO_SDK_API_KEY} and {@code SCENARIO_SDK_API_SECRET}, as the
   * hosted platform's own clients call them.
   *
   * @throws ConfigurationException if something is missing, and what
   */
  public static VitrineClient fromEnv() {
    return builder().environment(System::getenv).build();
  }

  /** A client to be described. */
  public static ClientBuilder builder() {
    return new ClientBuilder();
  }

  /** Models. */
  public ModelService models() {
    return models;
  }

  /** Assets. */
  public AssetService assets() {
    return new AssetService(transport);
  }

  /** Files on their way to the service. */
  public UploadService uploads() {
    return new UploadService(transport);
  }

  /** Collections. */
  public CollectionService collections() {
    return new CollectionService(transport);
  }

  /** Tags. */
  public TagService tags() {
    return new TagService(transport);
  }

  /** The same client with calls that do not wait. */
  public VitrineAsyncClient async() {
    return async;
  }

  /**
   * Ends all calls under way and all threads. On Java before 21 one thread of the HTTP client ends
   * later, when the garbage collector finds it unused. Closing twice is harmless.
   */
  @Override
  public void close() {
    transport.close();
  }

  /** Names the service, not the key. */
  @Override
  public String toString() {
    return "VitrineClient[" + transport.settings().baseUrl() + "]";
  }
}
