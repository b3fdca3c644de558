package dev.vitrine.client;

/** A client whose calls do not wait. It lives and ends with the {@link VitrineClient} it is of. */
public final class VitrineAsyncClient {
  private final Transport transport;
  private final AsyncModelService models;

  VitrineAsyncClient(Transport transport) {
    this.transport = transport;
    this.models = new AsyncModelService(transport);
  }

  /** Models. */
  public AsyncModelService models() {
    return models;
  }

  /** Assets. */
  public AsyncAssetService assets() {
    return new AsyncAssetService(transport);
  }

  /** Files on their way to the service. */
  public AsyncUploadService uploads() {
    return new AsyncUploadService(transport);
  }

  /** Collections. */
  public AsyncCollectionService collections() {
    return new AsyncCollectionService(transport);
  }

  /** Tags. */
  public AsyncTagService tags() {
    return new AsyncTagService(transport);
  }
}
