package dev.vitrine.bench.load;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Under which a measurement was made, as far as they say nothing about whose machine it was. */
final class Circumstances {
  private Circumstances() {}

  /** What can be told before anything is measured. */
  static Map<String, Object> now(Path root) throws InterruptedException {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    about.put("commit", Tools.commit(root));
    about.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
    about.put("javaOptions", Workspace.javaOptions());
    about.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    about.put("cores", Runtime.getRuntime().availableProcessors());
    about.put("loadAverageAtStart", load());
    return about;
  }

  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
