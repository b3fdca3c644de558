package dev.vitrine.client;

import dev.vitrine.client.model.Model;
import java.util.List;

/** The models of a bulk read. */
public final class ModelGetBulkResponse extends BulkResponse<Model> {
  ModelGetBulkResponse(BulkRows<Model> read) {
    super(read);
  }

  /** One model for each distinct id that the caller may see, in the order asked. */
  public List<Model> models() {
    return rows();
  }
}
