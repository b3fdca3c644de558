package dev.vitrine.client;

import dev.vitrine.client.model.Asset;
import java.util.List;

/** The assets of a bulk read. */
public final class AssetGetBulkResponse extends BulkResponse<Asset> {
  AssetGetBulkResponse(BulkRows<Asset> read) {
    super(read);
  }

  /** One asset for each distinct id that the caller may see, in the order asked. */
  public List<Asset> assets() {
    return rows();
  }
}
