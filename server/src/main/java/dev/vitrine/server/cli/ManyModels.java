package dev.vitrine.server.cli;

import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Collection;
import java.util.List;
import java.util.function.Function;

/** Changes of a collection by any number of models, with a word on how far they are. */
final class ManyModels {
  /** What one request may name. */
  private static final int PIECE = 49;

  private ManyModels() {}

  /**
   * The collection after all pieces.
   *
   * @param change makes one piece
   * @throws CommandFailure if a later piece fails, with how far it came
   * @throws VitrineException if the first does
   */
  static Collection change(
      Terminal terminal, List<String> models, Function<List<String>, Collection> change) {
    if (models.isEmpty()) {
      throw new CommandFailure("No model is named: standard input has no id.");
    }
    Collection collection = change.apply(models.subList(0, Math.min(PIECE, models.size())));
    for (int done = PIECE; done < models.size(); done += PIECE) {
      progress(terminal, done, models.size());
      try {
        collection = change.apply(models.subList(done, Math.min(done + PIECE, models.size())));
      } catch (VitrineException e) {
        throw new CommandFailure(
            done
                + " of "
                + models.size()
                + " models were changed, the last of them "
                + Terminal.shown(models.get(done - 1))
                + ", then: "
                + ServerCalls.reason(e)
                + ". Doing it again is harmless.");
      }
    }
    if (models.size() > PIECE && terminal.errIsTerminal()) {
      terminal.err().println();
    }
    return collection;
  }

  private static void progress(Terminal terminal, int done, int all) {
    if (terminal.errIsTerminal()) {
      terminal.err().print("\r" + done + " of " + all + " models");
      terminal.err().flush();
    }
  }
}
