package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.CallCancelledException;
import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.Outcomes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Models of a bulk read one after the other, in the order asked, read from the network as they are
 * asked for: any number of them needs the memory of a few. To be closed; closing ends the request
 * under way, and may be done by any thread. All else is for one thread at a time.
 *
 * <p>When the connection breaks, the models not yet handed out are asked for again. A model with a
 * field of the wrong type is an {@link InvalidFieldException} in its place, after which the stream
 * goes on, and so is an {@link AnswerTooLargeException} for one that is too large by itself. Any
 * other exception ends the stream, and comes again however often it is asked: an end without one
 * means that every id was answered.
 */
public final class ModelStream implements Iterator<Model>, AutoCloseable {
  /** Ids of one request: what Vitrine lets a request for lines name. */
  private static final int IDS = 10_000;

  private final Transport transport;
  private final BulkCalls calls;
  private final RequestOptions options;
  private final boolean reports;
  private final Map<String, String> held;
  private final Deque<Collection<String>> waiting = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Told told = new Told();
  private volatile @Nullable StreamPiece piece;
  private @Nullable Object next;
  private int failures;
  private boolean answered;
  private boolean ended;
  private @Nullable VitrineException failure;
  private volatile @Nullable Watched opening;

  ModelStream(Transport transport, ModelGetBulkParams params, RequestOptions options) {
    this.transport = transport;
    this.calls = new BulkCalls(params, options);
    this.options = options;
    this.held = params.ifNoneMatch().orElse(Map.of());
    this.reports = params.report().orElse(false) || params.ifNoneMatch().isPresent();
    List<String> ids = params.modelIds();
    ask(ids, Math.min(IDS, transport.linesCap().get()));
    if (ids.isEmpty()) {
      waiting.add(ids);
    }
  }

  private void ask(Collection<String> ids, int size) {
    List<String> all = List.copyOf(ids);
    for (int start = all.size() - 1 - (all.size() - 1) % size; start >= 0; start -= size) {
      if (start < all.size()) {
        waiting.addFirst(all.subList(start, Math.min(all.size(), start + size)));
      }
    }
  }

  /**
   * Whether there is another model, or an exception in its place. Waits for it.
   *
   * @throws VitrineException if the read has failed
   */
  @Override
  public boolean hasNext() {
    while (next == null && !ended) {
      if (failure != null) {
        throw failure; // However often it is asked: it has not come to its end.
      }
      try {
        if (isClosed()) {
          throw closedException();
        }
        next = read();
      } catch (VitrineException e) {
        failure = e;
        letGo();
        throw e;
      }
    }
    return next != null;
  }

  /**
   * The next model.
   *
   * @throws InvalidFieldException if this model has a field of the wrong type; the next call goes
   *     on with the model after it
   * @throws AnswerTooLargeException if this model is too large by itself; the next call goes on
   *     with the model after it
   * @throws VitrineException if the read has failed
   */
  @Override
  public Model next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Object taken = next;
    next = null;
    if (taken instanceof Model model) {
      return model;
    }
    throw (VitrineException) taken;
  }

  /** The models that are left, as a stream that closes this one with itself. */
  public Stream<Model> stream() {
    int order = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, order), false)
        .onClose(this::close);
  }

  /**
   * What became of the ids without a row, and the etags, if that was asked for and the service
   * tells; complete after the last model. Models that were handed out before a connection broke
   * have no etag.
   */
  public Optional<Outcomes> outcomes() {
    return told.all();
  }

  /** The next thing to hand out; null for nothing yet, or at the end. */
  private @Nullable Object read() {
    StreamPiece current = piece;
    Collection<String> asked = current == null ? waiting.poll() : current.open();
    if (asked == null) {
      ended = true;
      return null;
    }
    try {
      if (current == null) {
        open(asked);
        return null;
      }
      Object row = current.next();
      if (row == null) {
        endOf(current);
      } else {
        failures = 0;
      }
      return row;
    } catch (IOException e) {
      retry(asked, failure(e));
    } catch (VitrineException e) {
      if (isTooLarge(asked, e)) {
        return smaller(asked, e);
      }
      retry(asked, e);
    }
    return null;
  }

  private void open(Collection<String> asked) throws IOException {
    answered = false;
    Coming coming;
    try {
      coming =
          transport.open(
              calls.of(List.copyOf(asked), true),
              Deadline.in(options.totalTimeout()),
              this::opening);
    } finally {
      opening = null;
    }
    answered = true;
    try {
      piece = new StreamPiece(asked, coming, transport.settings().maxAnswerBytes(), reports, held);
    } catch (IOException | RuntimeException e) {
      coming.close();
      throw e;
    }
    if (isClosed()) {
      coming.close();
    }
  }

  private void opening(Watched call) {
    opening = call;
    if (isClosed()) {
      call.end(closedException());
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private static CallCancelledException closedException() {
    return new CallCancelledException("The stream is closed", null);
  }

  private void endOf(StreamPiece done) {
    if (done.outcomes() != null) {
      told.add(done.outcomes());
    }
    failures = 0;
    letGo();
  }

  private void letGo() {
    StreamPiece current = piece;
    if (current != null) {
      current.close();
      piece = null;
    }
  }

  /** Whether it is the number of ids, or the size of the answer, that is too large. */
  private static boolean isTooLarge(Collection<String> asked, VitrineException e) {
    if (e instanceof ApiException refusal) {
      return (refusal.status() == 413 && !asked.isEmpty())
          || (BulkRead.tooManyIds(refusal) && asked.size() > 1);
    }
    return e instanceof AnswerTooLargeException && !asked.isEmpty();
  }

  /** Asks in smaller pieces. A model that is too large by itself fails alone. */
  private @Nullable Object smaller(Collection<String> asked, VitrineException e) {
    int size = asked.size();
    int cap = size / 2;
    if (e instanceof ApiException refusal && BulkRead.tooManyIds(refusal)) {
      long named = ErrorAnswers.limit(refusal);
      cap = named > 0 && named < size ? (int) named : cap;
      transport.linesCap().lower(cap);
    }
    List<String> again = List.copyOf(asked);
    letGo();
    if (size == 1) {
      return e;
    }
    ask(again, cap);
    return null;
  }

  private void retry(Collection<String> asked, VitrineException failure) {
    Collection<String> again = List.copyOf(asked);
    letGo();
    failures++;
    int retries = answered ? options.maxRetries() : 0; // An opening has made its own attempts.
    Retries waits = transport.settings().retries();
    pause(waits.wait(failures, retries, failure).orElseThrow(() -> failure));
    if (!again.isEmpty()) {
      waiting.addFirst(again);
    }
  }

  private void pause(Duration wait) {
    try {
      if (closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        throw closedException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException("The thread was interrupted", e);
    }
  }

  private VitrineException failure(IOException e) {
    boolean ended = isClosed() || transport.isClosed();
    return Failures.whileReading(
        e, ended ? new CallCancelledException("The stream is closed", e) : null);
  }

  /** Ends the read; what has not been handed out is lost. Closing twice is harmless. */
  @Override
  public void close() {
    closed.countDown();
    Watched call = opening;
    if (call != null) {
      call.end(closedException());
    }
    StreamPiece current = piece;
    if (current != null) {
      current.close();
    }
  }
}
