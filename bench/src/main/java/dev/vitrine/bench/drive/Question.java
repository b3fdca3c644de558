package dev.vitrine.bench.drive;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * What is asked, and the one right answer.
 *
 * @param request as sent, from the request line to the end of the body; outside the heap
 * @param answer the body of a right answer
 */
public record Question(ByteBuffer request, MemorySegment answer) {
  /** A question whose answer may be shared with others. */
  public static Question of(byte[] request, MemorySegment answer) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(request.length);
    return new Question(bytes.put(request).flip().asReadOnlyBuffer(), answer);
  }
}
