package dev.vitrine.client;

import java.util.List;

/** The rows of a bulk read as the service sent them. */
public final class ModelGetBulkJsonResponse extends BulkResponse<JsonRow> {
  ModelGetBulkJsonResponse(BulkRows<JsonRow> read) {
    super(read);
  }

  /** One row for each distinct id that the caller may see, in the order asked. */
  public List<JsonRow> models() {
    return rows();
  }
}
