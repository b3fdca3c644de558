package dev.vitrine.client;

/** Is told how a download goes, on the thread that writes what comes. */
@FunctionalInterface
public interface DownloadListener {
  /**
   * Some more has been written. An exception from here ends the download.
   *
   * @param received bytes written so far; back to 0 if the download has to begin anew
   * @param total bytes there are; -1 if the service does not say
   */
  void received(long received, long total);
}
