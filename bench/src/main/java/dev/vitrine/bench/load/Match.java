package dev.vitrine.bench.load;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** One catalogue, served by Vitrine and by its rivals, and the runs against each. */
final class Match {
  private static final int MOST_TRIES = 100;
  private static final int TRY_EVERY_MILLIS = 100;

  /** How far apart Jackson's answer may be in length: it writes numbers its own way. */
  private static final double TOLERANCE = 0.02;

  private final Workspace workspace;
  private final Options options;
  private final String documents;
  private final String name;
  private final Catalogue catalogue;
  private final Map<Work, byte[]> answers = new EnumMap<>(Work.class);
  private final Map<Work, Path> scripts = new EnumMap<>(Work.class);
  private final List<Process> processes = new ArrayList<>();
  private final List<Entrant> entrants = new ArrayList<>();
  private final Wrk wrk;

  /** A server that does a work. */
  private record Entrant(Work work, Rival rival, int port) {}

  Match(
      Workspace workspace,
      Options options,
      String documents,
      String name,
      Catalogue catalogue,
      Set<Work> works,
      Set<Rival> rivals)
      throws IOException, InterruptedException {
    this.workspace = workspace;
    this.options = options;
    this.documents = documents;
    this.name = name;
    this.catalogue = catalogue;
    this.wrk = new Wrk(workspace, options.connections());
    processes.add(catalogue.process());
    for (Work work : works) {
      answers.put(work, catalogue.answer(work));
      scripts.put(work, wrk.script(name, catalogue, work));
    }
    Nginx nginx = Nginx.serve(workspace, name + "-nginx", answers);
    processes.add(nginx.process());
    for (Rival rival : rivals) {
      int port =
          switch (rival) {
            case VITRINE -> catalogue.port();
            case NGINX -> 0;
            case COMPRESSING -> start("dev.vitrine.bench.anchor.CompressingServer");
            case JACKSON -> start("dev.vitrine.bench.anchor.JacksonServer");
          };
      for (Work work : works) {
        if (rival.does(work)) {
          entrants.add(new Entrant(work, rival, rival == Rival.NGINX ? nginx.port(work) : port));
        }
      }
    }
    for (Entrant entrant : entrants) {
      check(entrant);
    }
  }

  private int start(String main) throws IOException {
    int port = Workspace.freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(Workspace.javaOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path", File.pathSeparator), main));
    command.addAll(List.of(catalogue.everything().toString(), Integer.toString(port)));
    processes.add(workspace.start(name + "-" + main, command));
    return port;
  }

  /** Whether everyone sends the same rows, before anyone is timed. */
  private void check(Entrant entrant) throws IOException, InterruptedException {
    byte[] expected = answers.getOrDefault(entrant.work(), new byte[0]);
    byte[] answer = ask(entrant);
    boolean same =
        switch (entrant.rival()) {
          case VITRINE, NGINX -> Arrays.equals(answer, expected);
          case COMPRESSING ->
              Arrays.equals(Asking.plain(answer, true), Asking.plain(expected, true));
          case JACKSON ->
              Asking.rows(answer).size() == entrant.work().ids()
                  && Math.abs(answer.length - expected.length) < TOLERANCE * expected.length;
        };
    if (!same
        || Asking.rows(Asking.plain(answer, entrant.work().gzip())).size()
            != entrant.work().ids()) {
      throw new Unusable(entrant.rival().label() + " does not send the same rows.");
    }
  }

  private byte[] ask(Entrant entrant) throws IOException, InterruptedException {
    for (int tried = 1; ; tried++) {
      try {
        return catalogue
            .asking()
            .ask(entrant.port(), catalogue.ids(entrant.work()), entrant.work().gzip());
      } catch (ConnectException e) {
        if (tried == MOST_TRIES) {
          throw new Unusable(entrant.rival().label() + " did not start.");
        }
        Thread.sleep(TRY_EVERY_MILLIS);
      }
    }
  }

  /** Warms everyone up, then measures round by round, each in an order of its own. */
  List<Sample> play(Random random, Consumer<String> progress)
      throws IOException, InterruptedException {
    for (Entrant entrant : entrants) {
      if (entrant.rival().warmsUp()) {
        long works = entrants.stream().filter(one -> one.rival() == entrant.rival()).count();
        int seconds = Math.max(1, options.warmUpSeconds() / (int) works);
        wrk.run(entrant.port(), script(entrant), seconds);
      }
    }
    List<Sample> samples = new ArrayList<>();
    for (int round = 1; round <= options.rounds(); round++) {
      progress.accept(documents + ": round " + round + " of " + options.rounds());
      List<Work> works = new ArrayList<>(answers.keySet());
      Collections.shuffle(works, random);
      for (Work work : works) {
        List<Entrant> order =
            new ArrayList<>(entrants.stream().filter(one -> one.work() == work).toList());
        Collections.shuffle(order, random);
        for (Entrant entrant : order) {
          Wrk.Seen seen = wrk.run(entrant.port(), script(entrant), options.seconds());
          samples.add(
              new Sample(documents, work, entrant.rival(), round, samples.size() + 1, seen));
        }
      }
    }
    return samples;
  }

  private Path script(Entrant entrant) {
    return Objects.requireNonNull(scripts.get(entrant.work()));
  }

  /** What was compared, for the record. */
  Facts facts() {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    answers.forEach((work, answer) -> lengths.put(work.file(), answer.length));
    return new Facts(documents, catalogue.models(), catalogue.rowBytes(), lengths);
  }

  /**
   * What was compared.
   *
   * @param answerBytes by work, as Vitrine and nginx sent them
   */
  record Facts(String documents, int models, long meanRowBytes, Map<String, Integer> answerBytes) {}

  /** Stops everyone. */
  void end() {
    processes.forEach(workspace::stop);
  }
}
