package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tags as long as only imports bring them. */
class LongTagsTest {
  @AutoClose private final TestServer server = TestServer.start();

  @Test
  void everyTokenThatIsHandedOutIsTaken() {
    List<String> tags = new ArrayList<>();
    for (int length : new int[] {2000, 2900, 2901, 3100, 32_000}) {
      tags.add("b" + "x".repeat(length - 1));
    }
    server.model(
        STUDIO,
        "{\"id\":\"m\",\"type\":\"custom\",\"tags\":[\"a\",\"c\",\"%s\"]}"
            .formatted(String.join("\",\"", tags)));
    server.awaitLists();
    ApiClient studio = server.as(STUDIO);
    List<String> seen = new ArrayList<>();
    String token = "";
    while (token != null) {
      String query = "pageSize=1" + (token.isEmpty() ? "" : "&paginationToken=" + token);
      Answer page = studio.query(query).get("/tags");
      assertThat(page.status()).as(page.text()).isEqualTo(200);
      seen.addAll(Calls.texts(page, "tags", "tagName"));
      token = page.json().text("nextPaginationToken");
    }
    assertThat(seen).containsExactly("a", tags.get(0), tags.get(1), "c");
  }
}
