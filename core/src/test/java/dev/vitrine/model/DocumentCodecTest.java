package dev.vitrine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentCodecTest {
  private static final ModelDocument MODEL =
      ModelDocument.of(
          JsonObject.of("id", new JsonString("m")).with("type", new JsonString("custom")));

  @Test
  void whatIsDecodedIsWhatWasEncoded() {
    ModelDocument full =
        MODEL
            .withHeldAssets(Set.of("asset_b", "asset_a"))
            .withWandbKey("secret")
            .withExtras(JsonObject.of("description", new JsonString("…")));
    assertThat(ModelDocument.decode(full.encode())).isEqualTo(full);
    assertThat(full.withHeldAssets(Set.of()).withWandbKey(null).withExtras(null)).isEqualTo(MODEL);
  }

  @Test
  void everyDamagedByteIsNoticed() {
    byte[] good = MODEL.encode();
    for (int i = 0; i < good.length; i++) {
      byte[] damaged = good.clone();
      damaged[i] ^= 1;
      assertThatThrownBy(() -> ModelDocument.decode(damaged))
          .as("byte %s", i)
          .isInstanceOf(CorruptDocumentException.class);
    }
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> ModelDocument.decode(cut))
          .as("%s bytes", length)
          .isInstanceOf(CorruptDocumentException.class);
    }
  }

  @Test
  void theSecretLeavesARowAndItsParametersStay() {
    JsonObject row =
        JsonObject.of("parameters", JsonObject.of("wandbKey", new JsonString("secret")));
    assertThat(ModelDocument.wandbKeyIn(row)).isEqualTo("secret");
    assertThat(ModelDocument.withoutWandbKey(row))
        .isEqualTo(JsonObject.of("parameters", JsonObject.EMPTY));
  }
}
