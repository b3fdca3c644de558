package dev.vitrine.server.http;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Contract;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The interactive documentation: a page, what it loads, the contract and the examples that this
 * names. Open to everybody.
 *
 * <p>What may be asked for is a fixed list, and requests are only ever looked up in it: no part of
 * a request becomes part of a file's name.
 */
final class DocsRoutes {
  static final String PAGE = "/docs";
  static final String CONTRACT = "/openapi.yaml";
  private static final String FILES = PAGE + "/";
  private static final String EXAMPLES = "/examples/";

  private static final String OURS = "/dev/vitrine/server/http";
  private static final String VIEWER = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final Pattern EXAMPLE =
      Pattern.compile("externalValue: examples/([0-9A-Za-z.-]+)");

  /** Places on the class path, by the path they are served under. */
  private final Map<String, String> resources = new HashMap<>();

  private final Map<String, ServedFile> read = new ConcurrentHashMap<>();

  DocsRoutes() {
    resources.put(PAGE, OURS + "/docs/index.html");
    for (String file : List.of("page.css", "page.js")) {
      resources.put(FILES + file, OURS + "/docs/" + file);
    }
    String viewer = "/META-INF/resources/webjars/swagger-ui/" + viewerVersion() + "/";
    for (String file :
        List.of(
            "favicon-16x16.png",
            "favicon-32x32.png",
            "swagger-ui-bundle.js",
            "swagger-ui-bundle.js.LICENSE.txt",
            "swagger-ui.css")) {
      resources.put(FILES + file, viewer + file);
    }
    String contract = "/" + Contract.class.getPackageName().replace('.', '/') + CONTRACT;
    resources.put(CONTRACT, contract);
    EXAMPLE
        .matcher(ServedFile.text(contract))
        .results()
        .map(found -> found.group(1))
        .forEach(name -> resources.put(EXAMPLES + name, OURS + EXAMPLES + name));
  }

  private static String viewerVersion() {
    Properties properties = new Properties();
    try (InputStream in = DocsRoutes.class.getResourceAsStream(VIEWER)) {
      if (in == null) {
        throw new IllegalStateException("swagger-ui is missing from the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /** Every path that is answered, raw and without the version prefix. */
  Set<String> paths() {
    return Set.copyOf(resources.keySet());
  }

  /** {@code GET /docs}. */
  void page(Context ctx) {
    answer(ctx, PAGE);
  }

  /** {@code GET /docs/{file}}. */
  void file(Context ctx) {
    answer(ctx, FILES + ctx.pathParam("file"));
  }

  /** {@code GET /openapi.yaml}. */
  void contract(Context ctx) {
    answer(ctx, CONTRACT);
  }

  /** {@code GET /examples/{file}}. */
  void example(Context ctx) {
    answer(ctx, EXAMPLES + ctx.pathParam("file"));
  }

  private void answer(Context ctx, String path) {
    String resource = resources.get(path);
    if (resource == null) {
      throw new VitrineException(ErrorCode.NOT_FOUND, "There is no such file");
    }
    read.computeIfAbsent(resource, ServedFile::read).answer(ctx);
  }
}
