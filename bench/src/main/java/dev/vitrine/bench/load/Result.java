package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Comparison;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;

/** All that a measurement found. */
final class Result {
  private final Map<String, Object> about = new LinkedHashMap<>();
  private final List<Match.Facts> facts = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();

  /** Notes the circumstances. */
  Result(Options options, Path root) throws Exception {
    about.putAll(Circumstances.now(root));
    about.put("nginx", Tools.version("nginx"));
    about.put("wrk", Tools.version("wrk"));
    about.put("connections", options.connections());
    about.put("secondsPerRun", options.seconds());
    about.put("warmUpSeconds", options.warmUpSeconds());
    about.put("rounds", options.rounds());
  }

  void add(Match.Facts found, List<Sample> measured) {
    facts.add(found);
    samples.addAll(measured);
    about.put("loadAverageAtEnd", Circumstances.load());
  }

  byte[] json() {
    Map<String, Object> whole = new LinkedHashMap<>(about);
    whole.put("catalogues", facts);
    whole.put(Comparison.ALL, findings());
    whole.put("samples", samples);
    return Asking.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(whole);
  }

  List<Comparison> findings() {
    return Ratio.of(samples).stream().map(Ratio::finding).toList();
  }
}
