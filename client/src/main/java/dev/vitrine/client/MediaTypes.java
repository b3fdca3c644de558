package dev.vitrine.client;

import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What files are, as far as their names tell; services look at what is in them. */
final class MediaTypes {
  static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> BY_ENDING = byEnding();

  private MediaTypes() {}

  private static Map<String, String> byEnding() {
    Map<String, String> types = new HashMap<>();
    for (String same : new String[] {"png", "gif", "webp", "avif", "heif", "heic", "bmp", "jxl"}) {
      types.put(same, "image/" + same);
    }
    types.put("jpg", "image/jpeg");
    types.put("jpeg", "image/jpeg");
    types.put("tif", "image/tiff");
    types.put("tiff", "image/tiff");
    types.put("svg", "image/svg+xml");
    types.put("hdr", "image/vnd.radiance");
    types.put("exr", "image/x-exr");
    types.put("mp4", "video/mp4");
    types.put("webm", "video/webm");
    types.put("mov", "video/quicktime");
    types.put("mp3", "audio/mpeg");
    types.put("wav", "audio/wav");
    types.put("ogg", "audio/ogg");
    types.put("flac", "audio/flac");
    types.put("m4a", "audio/mp4");
    types.put("glb", "model/gltf-binary");
    types.put("gltf", "model/gltf+json");
    types.put("obj", "model/obj");
    types.put("stl", "model/stl");
    types.put("txt", "text/plain");
    types.put("md", "text/markdown");
    types.put("csv", "text/csv");
    types.put("json", "application/json");
    types.put("pdf", "application/pdf");
    return Map.copyOf(types);
  }

  /** The media type that the end of a name stands for. */
  static String ofName(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, UNKNOWN);
  }

  /** Bytes as a data URL (RFC 2397). */
  static String dataUrl(String name, byte[] bytes) {
    return "data:" + ofName(name) + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
