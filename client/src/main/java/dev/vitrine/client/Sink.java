package dev.vitrine.client;

import java.io.IOException;

/** Where the bytes of a download go. Failures of its own are {@link IOException}. */
interface Sink extends AutoCloseable {
  /** Gets ready, before anything is asked for. */
  void open() throws IOException;

  void write(byte[] bytes, int length) throws IOException;

  /** Whether what was written can be forgotten. */
  boolean isRestartable();

  /** Forgets all that was written, if that can be. */
  void restart() throws IOException;

  /** All of it has been written. */
  void commit() throws IOException;

  /** Ends; without a commit nothing is left, as far as possible. */
  @Override
  void close() throws IOException;
}
