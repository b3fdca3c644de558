package dev.vitrine.bench.load;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Scripts for the load generator that draw the ids of each request anew: fifty different ones of a
 * set, each as likely as any other, by a seed.
 *
 * @param ids a file with the set, one id a line
 */
record Draw(Path ids) {
  static final int A_REQUEST = 50;

  /** The set of the first ids of a file. */
  static Draw first(Workspace workspace, String name, Path all, int count) throws IOException {
    Path some = workspace.path(name + ".ids");
    try (BufferedReader in = Files.newBufferedReader(all);
        BufferedWriter out = Files.newBufferedWriter(some)) {
      for (int i = 0; i < count; i++) {
        String id = in.readLine();
        if (id == null) {
          throw new Unusable("There are only " + i + " models, not " + count + ".");
        }
        out.write(id);
        out.newLine();
      }
    }
    return new Draw(some);
  }

  /** A script that asks as a caller. */
  Path script(Asking asking, long seed) throws IOException {
    return Files.writeString(
        ids.resolveSibling(ids.getFileName() + ".lua"), text(asking, seed) + Wrk.DONE);
  }

  /**
   * The first places of the list are exchanged with any that follow, which leaves a fair draw
   * without repetition there, at the same cost for every size of the set.
   */
  private String text(Asking asking, long seed) {
    return """
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["Authorization"] = "%s"
    math.randomseed(%d)
    local ids = {}
    for id in io.lines("%s") do
      ids[#ids + 1] = id
    end
    local random, concat, format = math.random, table.concat, wrk.format
    function request()
      for i = 1, %d do
        local j = random(i, #ids)
        ids[i], ids[j] = ids[j], ids[i]
      end
      return format(nil, nil, nil, '{"modelIds":["' .. concat(ids, '","', 1, %d) .. '"],"thumbnail":true}')
    end
    """
        .formatted(asking.authorization(), seed, ids, A_REQUEST, A_REQUEST);
  }
}
