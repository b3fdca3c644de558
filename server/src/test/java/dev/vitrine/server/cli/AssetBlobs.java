package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.catalog.StoredUpload;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.store.Change;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.sql.Role;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The bytes of assets in a data folder that no server works on. */
final class AssetBlobs {
  private AssetBlobs() {}

  /**
   * Collects what nobody needs, and compares what is left with what documents name.
   *
   * @return how many blobs were deleted
   */
  static long collect(Path data) {
    JsonObject told =
        (JsonObject)
            new Cli(data).run("assets", "gc", "--grace", "0s", "--offline", "--json").ok().json();
    try (Catalogue catalogue = Catalogue.open(data, Role.TOOL);
        AssetStore blobs = AssetStores.inFolder(catalogue)) {
      Set<String> left = new HashSet<>();
      blobs.each(blob -> left.add(blob.key()));
      assertThat(left).as("the blobs that are left").isEqualTo(named(catalogue.store()));
    }
    return Long.parseLong(((JsonNumber) Objects.requireNonNull(told.get("garbage"))).text());
  }

  private static Set<String> named(DocumentStore store) {
    Set<String> named = new HashSet<>();
    Position position = Position.START;
    boolean more = true;
    while (more) {
      Feed.Changes page =
          (Feed.Changes) store.changes(position, Set.of(Kind.ASSET, Kind.UPLOAD), 500);
      for (Change change : page.changes()) {
        if (!change.deleted()) {
          byte[] body = Objects.requireNonNull(store.fetch(change.key())).body().array();
          List<StoredBlob> blobs =
              change.key().kind() == Kind.ASSET
                  ? List.of(AssetDocument.decode(body).blob())
                  : StoredUpload.decode(body).blobs();
          blobs.forEach(blob -> named.add(blob.key()));
        }
      }
      position = page.next();
      more = page.more();
    }
    return named;
  }
}
