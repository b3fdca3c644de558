package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.ServerException;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.ModelPrivacy;
import dev.vitrine.client.model.ModelSort;
import dev.vitrine.client.model.ModelStatus;
import dev.vitrine.client.model.ModelType;
import dev.vitrine.client.model.SortDirection;
import dev.vitrine.client.model.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, page by page and all at once. */
@Timeout(60)
class ListsTest {
  private static final List<String> IDS = IntStream.range(0, 40).mapToObj(i -> "m" + i).toList();

  @AutoClose private final FaultyServer server = new FaultyServer(Answers.pages());
  @AutoClose private final VitrineClient client = Clients.of(server).maxRetries(2).build();

  private static ModelListParams eights() {
    return ModelListParams.builder().pageSize(8).build();
  }

  private List<String> targets() {
    return server.requests().stream().map(Request::target).toList();
  }

  @Test
  void everyFilterGoesIntoTheQueryOfEveryPage() {
    ModelListParams params =
        ModelListParams.builder()
            .privacy(ModelPrivacy.PUBLIC)
            .status(ModelStatus.TRAINED)
            .types(List.of(ModelType.CUSTOM, ModelType.of("new-one")))
            .tags(List.of("sci fi", "ä&b"))
            .collectionId("c/d")
            .collectionIds(List.of("e", "f"))
            .createdAfter(Instant.parse("2026-01-02T03:04:05.678Z"))
            .createdBefore(Instant.parse("2026-02-02T00:00:00Z"))
            .updatedAfter(Instant.parse("2026-03-02T00:00:00Z"))
            .updatedBefore(Instant.parse("2026-04-02T00:00:00Z"))
            .sortBy(ModelSort.UPDATED_AT)
            .sortDirection(SortDirection.ASCENDING)
            .pageSize(20)
            .originalAssets(true)
            .blacklisted(false)
            .loadedOnly(false)
            .build();
    RequestOptions options = RequestOptions.builder().projectId("p").build();
    assertThat(client.models().list(params.toBuilder().build(), options).autoPager()).hasSize(40);
    String filters =
        "/v1/models?privacy=public&status=trained&types=custom%2Cnew-one&tags=sci%20fi%2C%C3%A4%26b"
            + "&collectionId=c%2Fd&collectionIds=e%2Cf&createdAfter=2026-01-02T03%3A04%3A05.678Z"
            + "&createdBefore=2026-02-02T00%3A00%3A00Z&updatedAfter=2026-03-02T00%3A00%3A00Z"
            + "&updatedBefore=2026-04-02T00%3A00%3A00Z&sortBy=updatedAt&sortDirection=asc&pageSize=20"
            + "&originalAssets=true&blacklisted=false&loadedOnly=false";
    assertThat(targets())
        .containsExactly(filters + "&projectId=p", filters + "&paginationToken=p1&projectId=p");
    assertThat(server.lastRequest().method()).isEqualTo("GET");
  }

  @Test
  void whatIsNotSetIsNotSent() {
    assertThat(client.models().list(ModelListParams.none()).items()).hasSize(40);
    assertThat(client.models().listPublic(ModelListParams.none()).items()).hasSize(40);
    ModelListParams one =
        ModelListParams.builder().types(List.of()).type(ModelType.CUSTOM).deleted().build();
    assertThat(client.models().list(one).items()).hasSize(40);
    assertThat(targets())
        .containsExactly(
            "/v1/models", "/v1/models/public", "/v1/models?type=custom&status=deleted");
    assertThatThrownBy(() -> ModelListParams.builder().tags(List.of("a,b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ModelListParams.builder().pageSize(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PageParams.none().pageSize(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pagesLeadToEachOther() {
    Page<Model> page = client.models().list(eights());
    assertThat(page.items()).map(Model::id).isEqualTo(IDS.subList(0, 8));
    assertThat(page.nextToken()).contains("p1");
    Page<Model> second = page.nextPage().orElseThrow();
    assertThat(second.items()).map(Model::id).isEqualTo(IDS.subList(8, 16));
    ModelListParams later = eights().toBuilder().paginationToken("p4").build();
    Page<Model> last = client.models().list(later);
    assertThat(last.items()).map(Model::id).isEqualTo(IDS.subList(32, 40));
    assertThat(last.nextToken()).isEmpty();
    assertThat(last.nextPage()).isEmpty();
    assertThat(second.autoPager()).map(Model::id).isEqualTo(IDS.subList(8, 40));
    assertThatThrownBy(() -> page.items().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void pagesLeadToEachOtherWithoutWaitingToo() throws Exception {
    AsyncPage<Model> page = client.async().models().list(eights()).get(20, TimeUnit.SECONDS);
    List<String> ids = new ArrayList<>();
    for (AsyncPage<Model> each = page; ; ) {
      each.items().forEach(model -> ids.add(model.id()));
      var next = each.nextPage().get(20, TimeUnit.SECONDS);
      if (next.isEmpty()) {
        break;
      }
      each = next.get();
    }
    assertThat(ids).isEqualTo(IDS);
    assertThat(page.nextToken()).contains("p1");
    Told told = new Told(Long.MAX_VALUE);
    page.autoPager().subscribe(told);
    assertThat(told.end.get(20, TimeUnit.SECONDS)).isEqualTo("complete");
    assertThat(told.came).map(Model::id).isEqualTo(IDS);
  }

  /** What a subscriber is told. */
  private static final class Told implements Flow.Subscriber<Model> {
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final List<Model> came = new ArrayList<>();
    private final long wanted;
    private Flow.@Nullable Subscription source;

    private Told(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Model model) {
      came.add(model);
      if (came.size() == wanted) {
        Objects.requireNonNull(source).cancel();
        end.complete("enough");
      }
    }

    @Override
    public void onError(Throwable error) {
      end.complete(error.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      end.complete("complete");
    }
  }

  @Test
  void aPageThatFailsForAMomentIsTriedAgain() {
    server.then(
        Answers.pages(),
        Answers.error(503, "UNAVAILABLE", "{}", "Retry-After: 0"),
        Answers.cut(request -> new byte[0], 0),
        Answers.pages());
    assertThat(client.models().list(eights()).autoPager()).map(Model::id).isEqualTo(IDS);
    assertThat(server.requests()).hasSize(7);
  }

  @Test
  void whatWasReadBeforeAFailureStandsAndThePageCanBeAskedForAgain() throws Exception {
    Page<Model> first = client.models().list(eights());
    Iterator<Model> models = first.autoPager().iterator();
    List<String> ids = new ArrayList<>();
    server.then(Answers.error(500, "INTERNAL", "{}"));
    assertThatThrownBy(() -> models.forEachRemaining(model -> ids.add(model.id())))
        .isInstanceOf(ServerException.class);
    assertThat(ids).isEqualTo(IDS.subList(0, 8));

    AsyncPage<Model> async =
        client.async().models().list(eights()).handle((page, error) -> page).join();
    assertThat(async).isNull();

    server.then(Answers.pages());
    models.forEachRemaining(model -> ids.add(model.id()));
    assertThat(ids).isEqualTo(IDS);

    AsyncPage<Model> again = client.async().models().list(eights()).join();
    server.then(Answers.error(500, "INTERNAL", "{}"));
    Told told = new Told(Long.MAX_VALUE);
    again.autoPager().subscribe(told);
    assertThat(told.end.get(20, TimeUnit.SECONDS)).isEqualTo("ServerException");
    assertThat(told.came).hasSize(8);
  }

  @Test
  void aTokenOfAnotherQueryIsRefusedByTheService() {
    server.then(Answers.error(400, "INVALID_CURSOR", "{}"));
    assertThatThrownBy(() -> client.models().list(eights()))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.code()).contains("INVALID_CURSOR"));
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"nextPaginationToken\":null", ",\"nextPaginationToken\":\"\""})
  void noTokenIsTheEnd(String token) {
    server.then(Answers.json(200, "{\"models\":[" + Answers.row("a") + "]" + token + "}"));
    assertThat(client.models().list(eights()).autoPager()).hasSize(1);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anUnchangedTokenIsTheEnd() throws Exception {
    server.then(
        Answers.json(200, "{\"nextPaginationToken\":\"t\",\"models\":[" + Answers.row("a") + "]}"));
    assertThat(client.models().list(eights()).autoPager()).hasSize(2);
    assertThat(server.requests()).hasSize(2);
    Told told = new Told(Long.MAX_VALUE);
    client.async().models().list(eights()).join().autoPager().subscribe(told);
    assertThat(told.end.get(20, TimeUnit.SECONDS)).isEqualTo("complete");
    assertThat(told.came).hasSize(2);
  }

  private static Behaviour endless() {
    return (request, socket) ->
        FaultyServer.write(
            socket,
            Answers.whole(
                200,
                "application/json",
                Answers.bytes(
                    "{\"models\":["
                        + Answers.row("a")
                        + ","
                        + Answers.row("b")
                        + "],\"nextPaginationToken\":\""
                        + System.nanoTime()
                        + "\"}")));
  }

  @Test
  void aListWithoutEndIsReadAsFarAsTheCallerLikes() throws Exception {
    server.then(endless());
    assertThat(client.models().list(eights()).autoPager().stream().limit(101)).hasSize(101);
    assertThat(server.requests()).hasSize(51);
    Told told = new Told(100);
    client.async().models().list(eights()).join().autoPager().subscribe(told);
    assertThat(told.end.get(20, TimeUnit.SECONDS)).isEqualTo("enough");
    int requests = server.requests().size();
    assertThat(requests).isLessThanOrEqualTo(51 + 52);
    assertThat(told.came).hasSize(100);
  }

  @Test
  void cancellingEndsTheRequestUnderWay() throws Exception {
    server.then(Answers.pages(), Answers.never());
    CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
    client
        .async()
        .models()
        .list(eights())
        .join()
        .autoPager()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
                subscribed.complete(subscription);
              }

              @Override
              public void onNext(Model model) {}

              @Override
              public void onError(Throwable error) {}

              @Override
              public void onComplete() {}
            });
    server.awaitRequests(2);
    subscribed.get(20, TimeUnit.SECONDS).cancel();
    server.awaitConnections(0);
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"models\":null}",
        "{\"models\":{}}",
        "{\"models\":[null]}",
        "{\"models\":[1]}",
        "{\"models\":[],\"nextPaginationToken\":7}",
        "[]"
      })
  void whatIsNoPageIsNoAnswer(String body) {
    server.then(Answers.json(200, body));
    assertThatThrownBy(() -> client.models().list(eights()))
        .isInstanceOf(MalformedAnswerException.class);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void aRowWithAFieldOfTheWrongTypeFailsItsPageAndIsThereAsText() {
    String row = "{\"id\":\"a\", \"name\":1.0e5}";
    server.then(Answers.json(200, "{ \"models\" : [" + row + "]}"));
    assertThatThrownBy(() -> client.models().list(eights()))
        .isInstanceOfSatisfying(
            InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("name"));
    assertThat(server.requests()).hasSize(1);
    Page<JsonRow> rows = client.models().listJson(eights(), RequestOptions.none());
    assertThat(rows.items()).map(JsonRow::toString).containsExactly(row);
    server.then(Answers.json(200, "{\"models\":[{\"name\":\"x\"}]}"));
    assertThatThrownBy(() -> client.models().list(eights()))
        .isInstanceOfSatisfying(
            InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo("id"));
  }

  @Test
  void collectionsAndTagsAreListedToo() {
    server.then(
        Answers.json(
            200,
            "{\"collections\":[{\"id\":\"c\",\"name\":\"N\",\"x\":1}],\"nextPaginationToken\":\"t\"}"),
        Answers.json(200, "{\"collections\":[]}"));
    assertThat(client.collections().list(PageParams.none().pageSize(1)).autoPager())
        .map(collection -> collection.name().orElseThrow())
        .containsExactly("N");
    server.then(
        Answers.json(
            200,
            "{\"tags\":[{\"tagName\":\"a\",\"itemCount\":2,\"createdAt\":\"2026-01-01T00:00:00.000Z\"}]}"));
    Tag tag = client.tags().list(PageParams.none().paginationToken("u")).items().get(0);
    assertThat(tag.itemCount().orElseThrow()).isEqualTo("2");
    assertThat(tag.createdAt()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(client.async().tags().list(PageParams.none()).join().items()).hasSize(1);
    assertThat(targets())
        .containsExactly(
            "/v1/collections?pageSize=1",
            "/v1/collections?pageSize=1&paginationToken=t",
            "/v1/tags?paginationToken=u",
            "/v1/tags");
  }
}
