package dev.vitrine.client;

import java.util.concurrent.atomic.AtomicInteger;

/** How many ids the service lets one request of a kind name, as far as it has said. */
final class IdsCap {
  private final AtomicInteger cap = new AtomicInteger(Integer.MAX_VALUE);

  int get() {
    return cap.get();
  }

  void lower(int to) {
    cap.accumulateAndGet(to, Math::min);
  }
}
