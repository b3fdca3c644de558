package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Bytes;
import dev.vitrine.store.Change;
import dev.vitrine.store.ChangeFollower;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.memory.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChangeFollowerTest {
  private static final Duration OFTEN = Duration.ofMillis(5);

  private final MemoryStore store = new MemoryStore();
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private final ChangeFollower.Listener listener =
      new ChangeFollower.Listener() {
        @Override
        public void changed(Change change) {
          heard.add(change.key().id());
        }

        @Override
        public void lost() {
          heard.add("lost");
        }
      };

  /** The store, with a feed that fails as long as there is a fault. */
  private DocumentStore failing() {
    return (DocumentStore)
        Proxy.newProxyInstance(
            DocumentStore.class.getClassLoader(),
            new Class<?>[] {DocumentStore.class},
            (proxy, method, arguments) -> {
              Throwable thrown = fault.get();
              if (thrown != null && method.getName().equals("changes")) {
                throw thrown;
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void put(String id) {
    store.put(
        new Key(Kind.MODEL, id),
        DocumentStore.ABSENT,
        Draft.of("proj", Visibility.PRIVATE, Bytes.wrap(new byte[1])));
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void changesAreHeardOfInTheirOrder() throws Exception {
    put("before");
    try (ChangeFollower follower =
        ChangeFollower.start(store, Set.of(Kind.MODEL), OFTEN, listener)) {
      put("a");
      put("b");
      assertThat(next()).isEqualTo("a");
      assertThat(next()).isEqualTo("b");
      assertThat(follower.isFollowing()).isTrue();
    }
  }

  @Test
  void whateverBreaksTheFeedIsHeardOfAndFollowingGoesOn() throws Exception {
    for (Throwable broken :
        new Throwable[] {new OutOfMemoryError("as if"), new IllegalStateException("as if")}) {
      try (ChangeFollower follower =
          ChangeFollower.start(failing(), Set.of(Kind.MODEL), OFTEN, listener)) {
        fault.set(broken);
        assertThat(next()).isEqualTo("lost");
        assertThat(follower.isFollowing()).isFalse();
        fault.set(null);
        String id = "after " + broken.getClass().getSimpleName();
        put(id);
        String told = next();
        while (told.equals("lost")) {
          told = next();
        }
        assertThat(told).isEqualTo(id);
      }
      heard.clear();
    }
  }

  @Test
  void aPositionThatIsNoLongerOneIsLeftBehind() throws Exception {
    try (ChangeFollower follower =
        ChangeFollower.start(failing(), Set.of(Kind.MODEL), OFTEN, listener)) {
      fault.set(new IllegalArgumentException("not a position"));
      assertThat(next()).isEqualTo("lost");
      fault.set(null);
      String told = "lost";
      for (int i = 0; told.equals("lost"); i++) { // What is written before it goes on is not news.
        put("later" + i);
        told = String.valueOf(heard.poll(20, TimeUnit.SECONDS));
      }
      assertThat(told).startsWith("later");
      assertThat(follower.isFollowing()).isTrue();
    }
  }
}
