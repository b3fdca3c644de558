package dev.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenditionQueueTest {
  private final RenditionQueue queue = new RenditionQueue(8);
  private final List<String> made = new ArrayList<>();

  private void order(String picture, String rendition) {
    queue.order(picture);
    queue.add(picture, () -> made.add(rendition));
  }

  private static void assertRefused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            VitrineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
  }

  @Test
  void picturesTakeTurns() {
    RenditionQueue large = new RenditionQueue(16);
    for (String rendition : List.of("a1", "a2", "a3", "b1", "c1", "c2")) {
      String picture = rendition.substring(0, 1);
      large.order(picture);
      large.add(picture, () -> made.add(rendition));
    }
    for (int i = 0; i < 6; i++) {
      large.next().run();
    }
    assertThat(made).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
  }

  @Test
  void ofOnePictureOnlyAQuarterIsMadeAtATime() {
    order("a", "a1");
    order("a", "a2");
    assertRefused(() -> queue.order("a"));
    order("b", "b1");
    queue.next().run();
    assertRefused(() -> queue.order("a"));
    queue.made("a");
    order("a", "a3");
  }

  @Test
  void forOnePictureOnlyThreeQuartersWait() {
    for (int i = 0; i < 6; i++) {
      queue.enter("a");
    }
    assertRefused(() -> queue.enter("a"));
    queue.enter("b");
    queue.enter("b");
    assertRefused(() -> queue.enter("c"));
    queue.leave("a");
    queue.enter("c");
  }

  @Test
  void nothingIsLeftOfWhatIsOver() {
    queue.enter("a");
    order("a", "a1");
    queue.leave("a");
    assertThat(queue.isEmpty()).isFalse();
    queue.next().run();
    queue.made("a");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aSmallOneStillLetsOneIn() {
    RenditionQueue one = new RenditionQueue(1);
    one.enter("a");
    one.order("a");
    assertRefused(() -> one.enter("b"));
  }
}
