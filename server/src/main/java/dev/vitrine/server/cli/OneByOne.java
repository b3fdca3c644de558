package dev.vitrine.server.cli;

import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.VitrineException;
import java.util.List;
import java.util.function.Function;

/** The same done with several things, each for itself. */
final class OneByOne {
  private OneByOne() {}

  /**
   * Prints a line for each that worked, and why for each that was refused.
   *
   * @param work does it with one, and returns the line
   * @return the exit status: 1 if any was refused
   * @throws VitrineException if one can be done no more than the others: the only one was refused,
   *     the key is not known, or no answer came
   */
  static int each(Terminal terminal, List<String> ids, Function<String, String> work) {
    int status = 0;
    for (String id : ids) {
      try {
        terminal.out().println(Terminal.shown(work.apply(id)));
      } catch (ApiException e) {
        if (ids.size() == 1 || e.status() == 401) {
          throw e;
        }
        terminal.err().println(Terminal.shown(id) + ": " + ServerCalls.reason(e));
        status = 1;
      }
    }
    return status;
  }
}
