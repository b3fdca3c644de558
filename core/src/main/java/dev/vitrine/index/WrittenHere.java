package dev.vitrine.index;

import java.io.IOException;
import java.util.List;

/** Takes this node's writes over. A generation that cannot take one is given up. */
record WrittenHere(IndexKeeper keeper) implements LocalWrites.Index {
  @Override
  public void take(List<Generation.State> writes) {
    for (Generation generation : keeper.taking()) {
      attempt(
          generation,
          () -> {
            for (Generation.State write : writes) {
              generation.take(write);
            }
          });
    }
  }

  @Override
  public void refresh() {
    keeper.written().forEach(generation -> attempt(generation, generation::refresh));
  }

  private interface Work {
    void run() throws IOException;
  }

  private void attempt(Generation generation, Work work) {
    try {
      work.run();
    } catch (IOException | RuntimeException | Error e) { // The thread must go on.
      if (!generation.isRetired()) {
        generation.lacksWritesFor(e);
        keeper.wake();
      }
    }
  }
}
