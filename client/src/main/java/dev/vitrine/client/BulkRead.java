package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.CallCancelledException;
import dev.vitrine.client.error.ConfigurationException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.TooLargeException;
import dev.vitrine.client.error.VitrineException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bulk read of any number of ids: in pieces that one request may name, several at a time, put
 * together in the order asked. A piece that turns out to be too large is halved.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Each stage hands its failure on itself.
final class BulkRead<R, T extends BulkResponse<R>> {
  private final Transport transport;
  private final BulkQuestion<R> question;
  private final RequestOptions options;
  private final PartReader<R> reader;
  private final Function<BulkRows<R>, T> wrapper;
  private final List<String> ids;
  private final Merged<R> merged;
  private final Deadline deadline;
  private int size;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private final Map<Piece, CompletableFuture<?>> running = new HashMap<>();
  private final AtomicInteger turns = new AtomicInteger();

  /** Ids of one request: from one position of all to another, which it leaves out. */
  private record Piece(int from, int to, boolean lines) {
    int size() {
      return to - from;
    }
  }

  /**
   * A read yet to be started.
   *
   * @param options every option is set
   */
  BulkRead(
      Transport transport,
      BulkQuestion<R> question,
      RequestOptions options,
      Function<BulkRows<R>, T> wrapper) {
    this.transport = transport;
    this.question = question;
    this.options = options;
    this.reader = new PartReader<>(question.format());
    this.wrapper = wrapper;
    this.ids = question.ids();
    this.merged = new Merged<>(ids);
    this.deadline = Deadline.in(options.totalTimeout());
    this.size = Math.min(question.mostIds(), question.cap().get());
  }

  /** Begins; cancelling the future ends all requests under way. */
  CompletableFuture<T> start() {
    result.whenComplete((value, error) -> cancelAll());
    synchronized (waiting) {
      split(0, ids.size(), size);
      if (waiting.isEmpty()) {
        waiting.add(new Piece(0, 0, false)); // Asking for nothing is a request too.
      }
    }
    advance();
    return result;
  }

  /**
   * The result, for which this thread waits. What one request may name is read by this thread
   * alone.
   */
  T read() {
    if (ids.size() > size) {
      return Waiting.result(start());
    }
    try {
      merged.add(
          0,
          transport.call(
              question.requests().of(ids, false), deadline, answer -> place(ids, false, answer)));
    } catch (VitrineException e) {
      if (ids.isEmpty() || !callsForSmaller(e)) {
        throw e;
      }
      long cap = e instanceof ApiException refusal ? capOf(refusal) : 0;
      size = cap > 0 && cap < ids.size() ? (int) cap : Math.max(1, ids.size() / 2);
      return Waiting.result(start());
    }
    return response(merged.rows());
  }

  private Placed place(List<String> asked, boolean lines, Answer answer) {
    Part<R> part = reader.read(answer);
    if (lines && question.reports() && part.outcomes == null) {
      throw new MalformedAnswerException("The answer ends before its outcomes", null);
    }
    return Placed.of(asked, part, question.format(), question.held());
  }

  private void split(int from, int to, int size) {
    for (int start = from; start < to; start += size) {
      waiting.add(new Piece(start, Math.min(to, start + size), false));
    }
  }

  private void cancelAll() {
    List<CompletableFuture<?>> open;
    synchronized (waiting) {
      waiting.clear();
      open = List.copyOf(running.values());
    }
    open.forEach(call -> call.cancel(true));
  }

  /**
   * Starts what may run. Calls that end at once come back here, and must not pile up on the stack.
   */
  private void advance() {
    if (turns.getAndIncrement() > 0) {
      return;
    }
    int taken = 1;
    do {
      try {
        while (startNext()) {}
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
      taken = turns.addAndGet(-taken);
    } while (taken > 0);
  }

  private boolean startNext() {
    Piece piece;
    CompletableFuture<Placed> call;
    synchronized (waiting) {
      if (result.isDone() || waiting.isEmpty() || running.size() >= options.parallelism()) {
        return false;
      }
      piece = waiting.remove();
      List<String> asked = ids.subList(piece.from(), piece.to());
      call =
          transport.send(
              question.requests().of(asked, piece.lines()),
              deadline,
              answer -> place(asked, piece.lines(), answer));
      running.put(piece, call);
    }
    call.whenComplete((part, error) -> ended(piece, part, error));
    return true;
  }

  private void ended(Piece piece, @Nullable Placed part, @Nullable Throwable error) {
    try {
      Throwable end = null;
      boolean last;
      synchronized (waiting) {
        running.remove(piece);
        if (part != null) {
          merged.add(piece.from(), part);
        } else if (error != null) {
          end = failed(piece, error);
        }
        last = running.isEmpty() && waiting.isEmpty();
      }
      if (end != null) {
        result.completeExceptionally(end);
      } else if (last && !result.isDone()) {
        finish();
      }
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
    advance();
  }

  /** What the whole read fails with; null if it goes on. */
  private @Nullable Throwable failed(Piece piece, Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (!(cause instanceof VitrineException failure)) {
      return cause;
    }
    if (piece.size() == 0) {
      return failure; // There is no id to report it for.
    }
    if (again(piece, failure)) {
      return null;
    }
    if (endsAll(failure)) {
      if (merged.isNothing() || !(failure instanceof ApiException)) {
        return failure;
      }
      waiting.forEach(other -> merged.fail(other.from(), other.to(), failure));
      waiting.clear(); // They would be told the same; what has come is kept.
    }
    merged.fail(piece.from(), piece.to(), failure);
    return null;
  }

  /** Whether it is the number of ids, or the size of the answer, that is too large. */
  private static boolean callsForSmaller(VitrineException failure) {
    return failure instanceof AnswerTooLargeException
        || (failure instanceof ApiException refusal
            && (refusal.status() == 413 || tooManyIds(refusal)));
  }

  /** Asks again in smaller pieces, or as lines, where that is what the failure calls for. */
  private boolean again(Piece piece, VitrineException failure) {
    if (!callsForSmaller(failure)) {
      return false;
    }
    if (failure instanceof ApiException refusal && tooManyIds(refusal)) {
      long cap = capOf(refusal);
      if (cap > 0 && cap < piece.size()) {
        capAll(piece, (int) cap);
        return true;
      }
    }
    if (piece.size() > 1) {
      int middle = piece.from() + piece.size() / 2;
      waiting.addFirst(new Piece(middle, piece.to(), false));
      waiting.addFirst(new Piece(piece.from(), middle, false));
      return true;
    }
    if (failure instanceof TooLargeException && question.lines() && !piece.lines()) {
      waiting.addFirst(new Piece(piece.from(), piece.to(), true)); // Lines are not limited.
      return true;
    }
    return false;
  }

  /** The cap on ids that a refusal names, kept to in later reads too; 0 if it names none. */
  private long capOf(ApiException refusal) {
    long cap = tooManyIds(refusal) ? ErrorAnswers.limit(refusal) : 0;
    if (cap > 0) {
      question.cap().lower((int) cap);
    }
    return cap;
  }

  /** Keeps to a cap from now on. */
  private void capAll(Piece refused, int cap) {
    List<Piece> others = List.copyOf(waiting);
    waiting.clear();
    split(refused.from(), refused.to(), cap);
    others.forEach(other -> split(other.from(), other.to(), cap));
  }

  /** Whether a request named more ids than the service takes; not all services have codes. */
  static boolean tooManyIds(ApiException refusal) {
    return refusal.code().isPresent()
        ? refusal.code().get().equals("TOO_MANY_IDS")
        : refusal.status() == 400 && refusal.reason().matches("Too many (model|asset)Ids.*");
  }

  /** Whether every other piece would end in the same. */
  private static boolean endsAll(VitrineException failure) {
    return failure instanceof CallCancelledException
        || failure instanceof ConfigurationException
        || (failure instanceof ApiException refusal
            && !Retries.mayPass(failure)
            && refusal.status() != 413);
  }

  private void finish() {
    BulkRows<R> rows = merged.rows();
    if (merged.isNothing() && !rows.failures().isEmpty()) {
      result.completeExceptionally(rows.failures().values().iterator().next());
      return;
    }
    try {
      result.complete(response(rows));
    } catch (PartialFailureException e) {
      result.completeExceptionally(e);
    }
  }

  private T response(BulkRows<R> rows) {
    T response = wrapper.apply(rows);
    if (!rows.failures().isEmpty() && !options.acceptPartial()) {
      throw new PartialFailureException(response);
    }
    return response;
  }
}
