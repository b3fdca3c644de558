package dev.vitrine.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.vitrine.bench.drive.Loop;
import dev.vitrine.bench.drive.Plan;
import dev.vitrine.bench.drive.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Callers with keys of their own, who all ask for the same sets of fifty models in turns, drawn
 * from the whole catalogue with a fixed seed.
 */
record Crowd(InetSocketAddress server, List<List<Question>> callers, int answerBytes) {
  private static final int SETS = 32;
  private static final long SEED = 11;
  private static final int CHECK_EVERY = 16;

  /**
   * Asks every question once, to know its answer: all callers are of one project.
   *
   * @param each ids of one question
   */
  static Crowd of(InetSocketAddress server, List<String> ids, int each, List<Asking> askings)
      throws IOException, InterruptedException {
    if (each < 1 || ids.size() < each) {
      throw new Unusable("There are " + ids.size() + " ids to ask for, " + each + " at a time.");
    }
    List<String> all = new ArrayList<>(ids);
    Random random = new Random(SEED);
    List<byte[]> bodies = new ArrayList<>();
    List<MemorySegment> answers = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < SETS; i++) {
      Collections.shuffle(all, random);
      List<String> asked = List.copyOf(all.subList(0, each));
      byte[] answer = askings.getFirst().ask(server.getPort(), asked, false);
      if (Asking.rows(answer).size() != each) {
        throw new Unusable("An answer does not hold the models asked for.");
      }
      bodies.add(Asking.body(asked));
      answers.add(MemorySegment.ofArray(answer));
      bytes += answer.length;
    }
    List<List<Question>> callers = new ArrayList<>();
    for (Asking asking : askings) {
      List<Question> questions = new ArrayList<>();
      for (int i = 0; i < SETS; i++) {
        questions.add(Question.of(request(asking, bodies.get(i)), answers.get(i)));
      }
      callers.add(questions);
    }
    return new Crowd(server, callers, (int) (bytes / SETS));
  }

  private static byte[] request(Asking asking, byte[] body) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Type: application/json\r
        Authorization: %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(Asking.PATH, asking.authorization(), body.length)
            .getBytes(US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  Plan plan(Loop loop, int connections, Duration length, Duration patience) {
    return new Plan(server, callers, loop, connections, length, patience, CHECK_EVERY);
  }
}
