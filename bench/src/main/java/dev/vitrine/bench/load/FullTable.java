package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Makes one table of the results of several commands. */
@Command(
    name = "full-table",
    header = "Print one table of stored results, in Markdown.",
    description =
        "A result is an object with its findings under \""
            + Comparison.ALL
            + "\", or an array written by JMH.",
    mixinStandardHelpOptions = true)
public final class FullTable implements Callable<Integer> {
  private static final List<String> CIRCUMSTANCES = List.of("commit", "jdk", "cores", "system");

  @Parameters(paramLabel = "RESULT", arity = "1..*", description = "Files to read, in order.")
  private List<Path> files = new ArrayList<>();

  private FullTable() {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FullTable()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    System.out.print(of(files));
    return 0;
  }

  /** One table of all findings, and one of what JMH measured. */
  static String of(List<Path> files) throws IOException {
    List<Comparison> findings = new ArrayList<>();
    StringBuilder parts = new StringBuilder();
    Set<String> circumstances = new LinkedHashSet<>();
    for (Path file : files) {
      JsonNode result = Asking.MAPPER.readTree(Files.readAllBytes(file));
      if (result.isArray()) {
        result.forEach(part -> parts.append(part(part)));
        continue;
      }
      circumstances.add(circumstances(result));
      for (JsonNode finding : result.path(Comparison.ALL)) {
        findings.add(Asking.MAPPER.treeToValue(finding, Comparison.class));
      }
    }
    StringBuilder table = new StringBuilder();
    // More than one line of these: what stands in one table was not measured in one run.
    circumstances.forEach(line -> table.append(line).append('\n'));
    table.append('\n').append(Comparison.table(findings));
    if (!parts.isEmpty()) {
      table.append(
          "\n| part, by JMH | parameters | time | error | unit |\n|---|---|---:|---:|---|\n");
      table.append(parts);
    }
    return table.toString();
  }

  private static String circumstances(JsonNode result) {
    List<String> known =
        CIRCUMSTANCES.stream().map(name -> name + " " + result.path(name).asString("?")).toList();
    return String.join(", ", known);
  }

  private static String part(JsonNode part) {
    String name = part.path("benchmark").asString("");
    List<String> parameters = new ArrayList<>();
    part.path("params")
        .properties()
        .forEach(one -> parameters.add(one.getKey() + " " + one.getValue().asString("")));
    JsonNode score = part.path("primaryMetric");
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.2f | %s | %s |%n",
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
        String.join(", ", parameters),
        score.path("score").asDouble(0),
        score.path("scoreError").isNumber()
            ? String.format(Locale.ROOT, "± %.2f", score.path("scoreError").asDouble())
            : "",
        score.path("scoreUnit").asString(""));
  }
}
