package dev.vitrine.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which client this is, as services are told. */
final class ClientVersion {
  static final String USER_AGENT =
      "vitrine-client/" + version() + " java/" + Runtime.version().feature();

  private ClientVersion() {}

  private static String version() {
    try (InputStream file = ClientVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (file != null) {
        properties.load(file);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
