package dev.vitrine.server.cli;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.catalog.AssetEdits;
import dev.vitrine.catalog.Assets;
import dev.vitrine.catalog.Collections;
import dev.vitrine.catalog.NewAsset;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** The pictures that the sample models mention, each drawn once under the id it is mentioned by. */
final class SampleAssets {
  private static final Pattern ID = Pattern.compile("\\basset_[A-Za-z0-9]{24}\\b");
  private static final PixelSize SIZE = new PixelSize(384, 256);

  private final DocumentStore store;
  private final AssetStore blobs;
  private final Assets assets;

  SampleAssets(DocumentStore store, AssetStore blobs, InstantSource clock) {
    this.store = store;
    this.blobs = blobs;
    this.assets =
        new Assets(store, new AssetEdits(store, clock), new Collections(store, clock), clock);
  }

  /**
   * Draws those that are not there yet.
   *
   * @param models the text of a sample file
   * @param owner whose they become
   * @return how many the models mention
   */
  int draw(String models, Caller.KeyHolder owner) {
    Set<String> mentioned =
        ID.matcher(models)
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    mentioned.stream()
        .parallel()
        .filter(id -> store.fetch(new Key(Kind.ASSET, id)) == null)
        .forEach(id -> make(id, owner));
    return mentioned.size();
  }

  private void make(String id, Caller.KeyHolder owner) {
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    try {
      ImageIO.write(SamplePicture.draw(id, SIZE.width(), SIZE.height()), "jpeg", picture);
      StoredBlob blob = blobs.put(new ByteArrayInputStream(picture.toByteArray()), picture.size());
      var _ =
          assets.register(
              owner,
              id,
              blob,
              new Inspection.Sound(MediaFormat.JPEG, SIZE, 1, false),
              NewAsset.named(id + ".jpg"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
