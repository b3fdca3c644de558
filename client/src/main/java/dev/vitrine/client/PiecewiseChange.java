package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A change of more things than one request may name: one request after the other, up to the first
 * that fails.
 *
 * @param what they are, in the plural
 * @param pieces at least one
 * @param operation the request for a piece
 */
@SuppressWarnings("FutureReturnValueIgnored") // Each stage hands its failure on itself.
record PiecewiseChange<T>(
    String what, List<List<String>> pieces, Function<List<String>, Operation<T>> operation) {
  /** The distinct ids, in lists as long as one request may name; one list at least. */
  static List<List<String>> pieces(Collection<String> ids, int size) {
    LinkedHashSet<String> distinct = new LinkedHashSet<>();
    ids.forEach(id -> distinct.add(Ids.checked(id)));
    List<String> all = List.copyOf(distinct);
    List<List<String>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      pieces.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return pieces.isEmpty() ? List.of(List.of()) : pieces;
  }

  /** What the last request answered; this thread waits for it. */
  T make(Transport transport) {
    @Nullable T last = null;
    for (int i = 0; i < pieces.size(); i++) {
      try {
        last = transport.call(operation.apply(pieces.get(i)));
      } catch (VitrineException e) {
        throw failure(i, e);
      }
    }
    if (last == null) {
      throw new IllegalStateException("There is no piece");
    }
    return last;
  }

  /** The same without waiting. Cancelling the future ends the request under way, and all after. */
  CompletableFuture<T> start(Transport transport) {
    CompletableFuture<T> result = new CompletableFuture<>();
    next(transport, 0, result);
    return result;
  }

  private void next(Transport transport, int index, CompletableFuture<T> result) {
    CompletableFuture<T> sent = transport.send(operation.apply(pieces.get(index)));
    sent.whenComplete((value, error) -> {
      if (error instanceof VitrineException failure) {
        result.completeExceptionally(failure(index, failure));
      } else if (error != null) {
        result.completeExceptionally(error);
      } else if (index + 1 == pieces.size()) {
        result.complete(value);
      } else if (!result.isDone()) {
        next(transport, index + 1, result);
      }
    });
    result.whenComplete((value, error) -> sent.cancel(true));
  }

  /** What is thrown if nothing was done is thrown as it is. */
  private VitrineException failure(int index, VitrineException cause) {
    return index == 0
        ? cause
        : new PartialChangeException(what, all(0, index), all(index, pieces.size()), cause);
  }

  private List<String> all(int from, int to) {
    return pieces.subList(from, to).stream().flatMap(List::stream).toList();
  }
}
