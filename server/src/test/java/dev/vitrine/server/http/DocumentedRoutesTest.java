package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.asset.SigningKey;
import dev.vitrine.bulk.BulkListener;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.model.Contract;
import dev.vitrine.row.ModelRows;
import dev.vitrine.row.RowCache;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.Metrics;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.OpenApiContract;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of routes, {@code openapi.yaml} and what a server answers agree on what is built. */
class DocumentedRoutesTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  @Test
  void whatIsBuiltIsDocumentedAndWhatIsDocumentedIsBuilt() {
    assertThat(routes(Route::built)).isEqualTo(OpenApiContract.load().operations());
  }

  @Test
  void noRouteStandsTwiceInTheTable() {
    List<Route> table = table();
    assertThat(routes(route -> true)).hasSameSizeAs(table);
  }

  @TestFactory
  List<DynamicTest> whatIsNotBuiltSaysSo() {
    return table().stream()
        .filter(route -> !route.built())
        .map(route ->
            DynamicTest.dynamicTest(
                route.method() + " " + route.path(),
                () -> {
                  String path = route.path().replaceAll("\\{[^}]+\\}", "some-id");
                  for (ApiClient client :
                      List.of(SERVER.as(STUDIO), SERVER.as(STUDIO).unversioned())) {
                    var answer = client.call(route.method().toString(), path);
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.code()).isEqualTo("NOT_AVAILABLE");
                  }
                }))
        .toList();
  }

  @Test
  void errorCodesAreDocumentedWithTheirStatus() {
    var document = OpenApiContract.load().document();
    Set<String> documented =
        document
            .path("components")
            .path("schemas")
            .path("ErrorCode")
            .path("enum")
            .valueStream()
            .map(value -> value.stringValue())
            .collect(Collectors.toSet());
    String table = document.path("info").path("description").stringValue();
    for (var code : dev.vitrine.error.ErrorCode.values()) {
      assertThat(documented).contains(code.name());
      assertThat(table).contains("| `" + code.name() + "` | " + code.status() + " |");
    }
    assertThat(documented).hasSameSizeAs(dev.vitrine.error.ErrorCode.values());
  }

  private static Set<String> routes(Predicate<Route> which) {
    return table().stream()
        .filter(which)
        .map(route -> route.method() + " " + route.path())
        .collect(Collectors.toSet());
  }

  private static List<Route> table() {
    DocumentStore store = new MemoryStore();
    RowEncoder encoder =
        new RowEncoder(
            Contract.modelFields(),
            new AssetUrls("http://localhost", SigningKey.random(), InstantSource.system()));
    ModelRows rows = new ModelRows(new RowCache(0, Ticker.systemTicker()), encoder);
    return Routes.table(
        new ModelRoutes(new BulkReader(store, rows, BulkListener.NONE)),
        new ServiceRoutes(store, ServerLimits.DEFAULT, new Metrics(), true, () -> true),
        new DocsRoutes());
  }
}
