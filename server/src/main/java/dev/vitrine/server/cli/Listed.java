package dev.vitrine.server.cli;

import dev.vitrine.client.error.VitrineException;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lists of a server, printed as their pages come. */
final class Listed {
  private Listed() {}

  /**
   * Prints all elements, and says how many there are if the rest cannot be had.
   *
   * @param elements asks for the first page
   * @param print prints one
   * @return the exit status
   * @throws VitrineException if there is not even the first page
   */
  static <T> int all(
      Terminal terminal, StreamedList output, Supplier<Iterator<T>> elements, Consumer<T> print) {
    Iterator<T> all = elements.get();
    try {
      while (all.hasNext()) {
        print.accept(all.next());
      }
    } catch (VitrineException e) {
      output.broken(terminal);
      throw new CommandFailure(
          "The list is not complete: after "
              + output.count()
              + " came no more ("
              + ServerCalls.reason(e)
              + "). Try again.");
    }
    output.end(terminal);
    return 0;
  }
}
