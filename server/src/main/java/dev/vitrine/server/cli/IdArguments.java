package dev.vitrine.server.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Ids on the command line, among which - stands for those on standard input. */
final class IdArguments {
  private IdArguments() {}

  /** All of them, each once, in the order given. */
  static List<String> all(List<String> given, Terminal terminal) {
    return given.stream()
        .flatMap(id -> id.equals("-") ? standardInput(terminal) : Stream.of(id))
        .distinct()
        .toList();
  }

  private static Stream<String> standardInput(Terminal terminal) {
    return new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .flatMap(line -> Stream.of(line.split("\\s+")));
  }
}
