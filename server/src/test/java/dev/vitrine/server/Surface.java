package dev.vitrine.server;

import java.util.concurrent.atomic.AtomicInteger;

/** The way on which bulk reads of a test reach the server. */
public enum Surface {
  /** Requests made by hand. */
  HTTP,

  /** The Java client, as far as it can be told what the test asks for. */
  SDK;

  private static final ThreadLocal<Surface> CHOSEN = ThreadLocal.withInitial(() -> HTTP);

  private static final AtomicInteger SDK_CALLS = new AtomicInteger();

  static void sdkCalled() {
    SDK_CALLS.incrementAndGet();
  }

  /** How many reads have gone through the client. */
  public static int sdkCalls() {
    return SDK_CALLS.get();
  }

  static Surface current() {
    return CHOSEN.get();
  }

  /** Takes this way in this thread from now on. */
  public void choose() {
    CHOSEN.set(this);
  }
}
