package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Model;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A read for one subscriber: elements as many as it asks for, then its end. All but the
 * subscription itself is told on one thread, which ends with the read, with its cancellation or
 * with the client.
 */
final class Publication<T> implements Flow.Subscription, Watched {
  private final Transport transport;
  private final Flow.Subscriber<? super T> subscriber;
  private final Source<T> source;
  private long demand;
  private boolean cancelled;
  private @Nullable RuntimeException reason;

  /** What is read, by one thread; any thread may close it, which ends a read under way. */
  interface Source<T> extends Iterator<T>, AutoCloseable {
    @Override
    void close();

    /** Models as they are read. */
    static Source<Model> of(ModelStream models) {
      return new Source<>() {
        @Override
        public boolean hasNext() {
          return models.hasNext();
        }

        @Override
        public Model next() {
          return models.next();
        }

        @Override
        public void close() {
          models.close();
        }
      };
    }
  }

  private Publication(
      Transport transport, Flow.Subscriber<? super T> subscriber, Source<T> source) {
    this.transport = transport;
    this.subscriber = subscriber;
    this.source = source;
  }

  /** Begins a read; a client that is closed ends it at once. */
  static <T> void start(
      Transport transport, Flow.Subscriber<? super T> subscriber, Source<T> source) {
    Publication<T> publication = new Publication<>(transport, subscriber, source);
    subscriber.onSubscribe(publication);
    transport.add(publication);
    try {
      transport.executor().execute(publication::publish);
    } catch (RejectedExecutionException e) {
      transport.remove(publication);
      subscriber.onError(Failures.closed());
    }
  }

  private void publish() {
    try (source) {
      while (source.hasNext()) {
        if (!awaitDemand()) {
          return;
        }
        subscriber.onNext(source.next());
      }
      if (!isCancelled()) {
        subscriber.onComplete();
      }
    } catch (Throwable e) {
      if (!isCancelled()) {
        subscriber.onError(told(e));
      }
    } finally {
      transport.remove(this);
    }
  }

  /** Why it was ended from elsewhere, which is why it then failed. */
  private synchronized Throwable told(Throwable failure) {
    return reason == null ? failure : reason;
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Waits until the subscriber asks for one more; false if it never will. */
  private synchronized boolean awaitDemand() throws InterruptedException {
    while (demand == 0 && !cancelled && reason == null) {
      wait();
    }
    if (reason != null) {
      throw reason;
    }
    demand--;
    return !cancelled;
  }

  @Override
  public synchronized void request(long count) {
    if (count <= 0) {
      reason = new IllegalArgumentException("A subscriber asks for more than nothing");
      source.close();
    } else {
      demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
    }
    notifyAll();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      cancelled = true;
      notifyAll();
    }
    source.close();
  }

  @Override
  public void endIfLate(long now) {
    // A subscriber may take as long as it does.
  }

  @Override
  public void end(VitrineException why) {
    synchronized (this) {
      reason = why;
      notifyAll();
    }
    source.close();
  }
}
