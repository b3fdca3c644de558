package dev.vitrine.client;

import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.Outcomes;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One answer of a streamed read, from its first row to its outcomes. */
final class StreamPiece implements AutoCloseable {
  private final Set<String> open;
  private final Transport.Coming coming;
  private final @Nullable LineReader lines;
  private final PartReader<Model> reader = new PartReader<>(RowFormat.MODEL);
  private final Deque<Object> ready = new ArrayDeque<>();
  private final boolean reports;
  private @Nullable Outcomes outcomes;

  /**
   * At the first row.
   *
   * @param ids those asked for
   * @param limit bytes of a row; of the whole answer if the service does not know lines
   * @param reports whether the answer has to end with the outcomes, if it comes in lines
   * @throws IOException if nothing can be read
   * @throws MalformedAnswerException if it is no answer to a bulk read
   */
  StreamPiece(Collection<String> ids, Transport.Coming coming, long limit, boolean reports)
      throws IOException {
    this.open = new LinkedHashSet<>(ids);
    this.coming = coming;
    if (Answer.mediaType(coming.headers()).equals(Answer.NDJSON)) {
      this.lines = new LineReader(coming.stream(), limit);
      this.reports = reports;
    } else {
      this.lines = null;
      this.reports = false;
      take(reader.read(whole(coming.headers(), limit)));
    }
  }

  private Answer whole(HttpHeaders headers, long limit) throws IOException {
    return new Answer(200, headers, Bounded.readAll(coming.stream(), limit));
  }

  /**
   * The next model, or the {@link InvalidFieldException} that stands for it; null at the end.
   *
   * @throws IOException if the connection breaks
   * @throws VitrineException if what comes is not what was asked for
   */
  @Nullable Object next() throws IOException {
    while (ready.isEmpty() && lines != null) {
      byte[] line = lines.next();
      if (line == null) {
        if (reports && outcomes == null) {
          throw new MalformedAnswerException("The answer ends before its outcomes", null);
        }
        return null;
      }
      Part<Model> part = new Part<>();
      part.outcomes = outcomes;
      reader.line(line, part);
      take(part);
    }
    return ready.poll();
  }

  private void take(Part<Model> part) {
    for (Model model : part.rows) {
      close(model.id());
      ready.add(model);
    }
    for (Map.Entry<String, InvalidFieldException> failure : part.failures.entrySet()) {
      close(failure.getKey());
      ready.add(failure.getValue());
    }
    outcomes = part.outcomes;
  }

  private void close(String id) {
    if (!open.remove(id)) {
      throw new MalformedAnswerException(
          "The answer has a model that was not asked for, or one twice", null);
    }
  }

  /** The ids of which nothing has been handed out or is ready to be. */
  Set<String> open() {
    return open;
  }

  @Nullable Outcomes outcomes() {
    return outcomes;
  }

  @Override
  public void close() {
    coming.close();
  }
}
