package dev.vitrine.asset;

/** What an asset is, by and large: its {@code kind} on the wire. */
public enum AssetKind {
  THREE_D("3d"),
  AUDIO("audio"),
  DOCUMENT("document"),
  IMAGE("image"),
  IMAGE_HDR("image-hdr"),
  JSON("json"),
  TEXT("text"),
  VIDEO("video");

  private final String text;

  AssetKind(String text) {
    this.text = text;
  }

  /** As it is written on the wire. */
  public String text() {
    return text;
  }
}
