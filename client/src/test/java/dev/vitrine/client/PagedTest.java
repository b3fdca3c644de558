package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.Paged.Page;
import dev.vitrine.client.error.MalformedAnswerException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists that come in pages. */
class PagedTest {
  private final List<String> fetched = new ArrayList<>();

  private Paged<Integer> numbers(int pages, int each) {
    return new Paged<>(token -> {
      fetched.add(String.valueOf(token));
      int page = token == null ? 0 : Integer.parseInt(token);
      List<Integer> items = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        items.add(page * each + i);
      }
      return new Page<>(items, page + 1 < pages ? String.valueOf(page + 1) : null);
    });
  }

  @Test
  void pagesAreFetchedAsTheyAreNeeded() {
    Iterator<Integer> numbers = numbers(3, 2).iterator();
    assertThat(numbers.next()).isZero();
    assertThat(numbers.next()).isEqualTo(1);
    assertThat(fetched).containsExactly("null");
    assertThat(numbers.next()).isEqualTo(2);
    assertThat(fetched).containsExactly("null", "1");
    assertThat(numbers(3, 2).stream()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void emptyPagesAreNotTheEnd() {
    Paged<Integer> list =
        new Paged<>(
            token -> token == null ? new Page<>(List.of(), "x") : new Page<>(List.of(7), null));
    assertThat(list).containsExactly(7);
    assertThat(numbers(1, 0)).isEmpty();
  }

  @Test
  void aPageThatNamesItselfEndsInAnErrorNotInCircles() {
    Paged<Integer> list = new Paged<>(token -> new Page<>(List.of(1), "same"));
    assertThatThrownBy(() -> list.stream().count()).isInstanceOf(MalformedAnswerException.class);
  }
}
