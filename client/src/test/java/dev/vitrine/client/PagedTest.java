package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.error.MalformedAnswerException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists that come in pages. */
class PagedTest {
  private final List<String> fetched = new ArrayList<>();

  private PageContent<Integer> page(int pages, int each, int page) {
    List<Integer> items = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      items.add(page * each + i);
    }
    return new PageContent<>(items, page + 1 < pages ? String.valueOf(page + 1) : null);
  }

  private Paged<Integer> numbers(int pages, int each) {
    return new Paged<>(
        page(pages, each, 0),
        token -> {
          fetched.add(token);
          return page(pages, each, Integer.parseInt(token));
        });
  }

  @Test
  void pagesAreFetchedAsTheyAreNeeded() {
    Iterator<Integer> numbers = numbers(3, 2).iterator();
    assertThat(numbers.next()).isZero();
    assertThat(numbers.next()).isEqualTo(1);
    assertThat(fetched).isEmpty();
    assertThat(numbers.next()).isEqualTo(2);
    assertThat(fetched).containsExactly("1");
    assertThat(numbers(3, 2).stream()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void emptyPagesAreNotTheEnd() {
    Paged<Integer> list =
        new Paged<>(
            new PageContent<>(List.of(), "x"), token -> new PageContent<>(List.of(7), null));
    assertThat(list).containsExactly(7);
    assertThat(numbers(1, 0)).isEmpty();
  }

  @Test
  void aPageThatNamesItselfIsTheLast() {
    assertThat(new PageContent<>(List.of(1), "same").ledToBy("same").nextToken()).isNull();
    assertThat(new PageContent<>(List.of(1), "same").ledToBy("other").nextToken())
        .isEqualTo("same");
    assertThat(new PageContent<>(List.of(1), "same").ledToBy(null).nextToken()).isEqualTo("same");
  }

  @Test
  void aPageThatFailsIsTriedAgainWhenAskedAgain() {
    List<String> failed = new ArrayList<>();
    Iterator<Integer> list =
        new Paged<Integer>(
                new PageContent<>(List.of(1), "x"),
                token -> {
                  if (failed.isEmpty()) {
                    failed.add(token);
                    throw new MalformedAnswerException("no page", null);
                  }
                  return new PageContent<>(List.of(2), null);
                })
            .iterator();
    assertThat(list.next()).isEqualTo(1);
    assertThatThrownBy(list::hasNext).isInstanceOf(MalformedAnswerException.class);
    assertThat(list.next()).isEqualTo(2);
    assertThat(list.hasNext()).isFalse();
  }
}
