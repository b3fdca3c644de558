package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.asset.UploadUrls;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told of an upload, with URLs to send its parts to while it takes any: to those who may
 * write, for a URL is all it takes to send a part.
 */
public final class UploadViews {
  private static final String PARTS = "parts";

  private final UploadUrls urls;

  public UploadViews(UploadUrls urls) {
    this.urls = urls;
  }

  /** An upload as a caller of its project sees it. */
  public JsonObject view(Caller.KeyHolder caller, StoredUpload upload) {
    JsonObject told = upload.row();
    if (upload.status() != UploadStatus.IMPORTED) {
      told = told.without(StoredUpload.ENTITY); // It is only meant to be there.
    }
    return upload.status() == UploadStatus.PENDING
        ? told.with(PARTS, parts(upload, caller.isEditor()))
        : told;
  }

  private JsonArray parts(StoredUpload upload, boolean sendable) {
    Instant expires = urls.expiry();
    Json expiry = new JsonString(Times.format(expires));
    List<Json> parts = new ArrayList<>(upload.partsCount());
    for (int number = 1; number <= upload.partsCount(); number++) {
      StoredBlob there = upload.parts().get(number);
      JsonObject part = JsonObject.of("number", new JsonNumber(number));
      if (sendable) {
        part =
            part.with("expires", expiry)
                .with("url", new JsonString(urls.url(upload.id(), number, expires)));
      }
      part = part.with("uploaded", JsonBoolean.of(there != null));
      if (there != null) {
        part =
            part.with("size", new JsonNumber(there.size()))
                .with("etag", new JsonString(there.sha256()));
      }
      parts.add(part);
    }
    return new JsonArray(parts);
  }
}
