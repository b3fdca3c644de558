package dev.vitrine.catalog;

import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.VitrineException;

/** Makes assets of what was uploaded. */
public interface UploadedAssets {
  /**
   * Makes the asset of an upload under the id chosen for it; nothing if it is there already. The
   * blob has been touched.
   *
   * @param bytes of the whole file
   * @throws VitrineException INVALID_PARAMETER if no asset can be made of these bytes, ever;
   *     UNAVAILABLE if it may be later
   */
  void make(StoredUpload upload, String assetId, StoredBlob bytes);
}
