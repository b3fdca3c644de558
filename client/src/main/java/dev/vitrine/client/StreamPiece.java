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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One answer of a streamed read, from its first row to its outcomes. */
final class StreamPiece implements AutoCloseable {
  private final Set<String> open;
  private final Coming coming;
  private final @Nullable LineReader lines;
  private final PartReader<Model> reader = new PartReader<>(RowFormat.MODEL);
  private final Deque<Object> ready = new ArrayDeque<>();
  private final boolean reports;
  private final Map<String, String> held;
  private @Nullable Outcomes outcomes;

  /**
   * At the first row.
   *
   * @param ids those asked for
   * @param limit bytes of a row; of the whole answer if the service does not know lines
   * @param reports whether the answer has to end with the outcomes, if it comes in lines
   * @param held the etags that were sent, by id
   * @throws IOException if nothing can be read
   * @throws MalformedAnswerException if it is no answer to a bulk read
   */
  StreamPiece(
      Collection<String> ids, Coming coming, long limit, boolean reports, Map<String, String> held)
      throws IOException {
    this.held = held;
    this.open = new LinkedHashSet<>(ids);
    this.coming = coming;
    if (Answer.mediaType(coming.headers()).equals(Answer.NDJSON)) {
      if (!coming.delimited()) {
        throw new MalformedAnswerException(
            "The end of the answer could not be told from its being cut off", null);
      }
      this.lines = new LineReader(coming.stream(), limit);
      this.reports = reports;
    } else {
      this.lines = null;
      this.reports = false;
      takeAll(List.copyOf(ids), reader.read(whole(coming.headers(), limit)));
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
        checkOutcomes();
        return null;
      }
      Part<Model> part = new Part<>();
      part.outcomes = outcomes;
      reader.line(line, part);
      take(part);
    }
    return ready.poll();
  }

  private void checkOutcomes() {
    if (outcomes != null) {
      Set<String> told = new HashSet<>(outcomes.notFound());
      told.addAll(outcomes.notModified());
      told.addAll(outcomes.unprocessed());
      if (!told.equals(open)) {
        throw new MalformedAnswerException("The outcomes are not those of the ids asked for", null);
      }
    }
  }

  /** A whole answer, which need not be in the order asked. */
  private void takeAll(List<String> ids, Part<Model> part) {
    Placed placed = Placed.of(ids, part, RowFormat.MODEL, held);
    for (int i = 0; i < ids.size(); i++) {
      Object place = placed.places()[i];
      if (place instanceof Model || place instanceof InvalidFieldException) {
        open.remove(ids.get(i));
        ready.add(place);
      }
    }
    outcomes = part.outcomes;
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
