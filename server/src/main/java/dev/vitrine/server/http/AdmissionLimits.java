package dev.vitrine.server.http;

/**
 * How much bulk reading may be under way at a time; what goes beyond is 429.
 *
 * @param bulkReadsPerKey bulk reads of one key
 * @param bulkReads bulk reads of all keys
 * @param bulkBytes what answers and loads of all of them hold in memory
 */
public record AdmissionLimits(int bulkReadsPerKey, int bulkReads, long bulkBytes) {
  /** 64 a key, 512 in all, a quarter of the heap. */
  public static AdmissionLimits standard() {
    return new AdmissionLimits(64, 512, Runtime.getRuntime().maxMemory() / 4);
  }
}
