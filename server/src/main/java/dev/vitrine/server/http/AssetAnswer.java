package dev.vitrine.server.http;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.function.LongConsumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Answers one request with bytes, with a range of them, or with what makes sending them needless.
 *
 * @param assetId as it stands in the path
 * @param buffers what files are sent through
 * @param pumps places to send what is no file from
 * @param sent told how many bytes went to the client, once they have
 */
record AssetAnswer(
    Request request,
    Response response,
    Callback callback,
    String assetId,
    AssetHeaders headers,
    AssetSource source,
    FileBuffers buffers,
    Pumps pumps,
    LongConsumer sent) {
  /** Answers if that can be done without waiting; else does nothing and returns false. */
  boolean sendReady() throws IOException {
    if (!mustSend()) {
      return true;
    }
    BlobReader blob = source.ready();
    if (blob == null) {
      return false;
    }
    sendAndClose(blob);
    return true;
  }

  /** Answers; may wait. */
  void send() throws IOException {
    if (mustSend()) {
      sendAndClose(source.open());
    }
  }

  /** Whether bytes are to be sent. If not, the answer has been given. */
  private boolean mustSend() {
    return switch (source.validators().verdict(request.getHeaders())) {
      case NOT_MODIFIED -> {
        headers.validation(response);
        response.setStatus(HttpStatus.NOT_MODIFIED_304);
        end();
        yield false;
      }
      case FAILED ->
          throw new VitrineException(
              ErrorCode.PRECONDITION_FAILED, "The asset is not in the state that was asked for");
      case SEND -> true;
    };
  }

  private void sendAndClose(BlobReader blob) throws IOException {
    boolean handed = false;
    try {
      handed = send(blob);
    } finally {
      if (!handed) {
        blob.close();
      }
    }
  }

  /** Answers with bytes; false if they were not handed to somebody who closes them. */
  private boolean send(BlobReader blob) throws IOException {
    boolean get = !HttpMethod.HEAD.is(request.getMethod());
    HttpFields asked = request.getHeaders();
    ByteRange range =
        get && source.validators().isRangeCurrent(asked)
            ? ByteRange.of(asked.getValuesList(HttpHeader.RANGE), blob.size())
            : new ByteRange.Whole();
    return switch (range) {
      case ByteRange.Unsatisfiable none -> {
        refuse(blob.size());
        yield false;
      }
      case ByteRange.Whole whole -> {
        headers.whole(response);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, blob.size());
        if (get && blob.size() > 0) {
          yield write(blob, 0, blob.size());
        }
        end();
        yield false;
      }
      case ByteRange.Part(long from, long length) -> {
        headers.whole(response);
        response.setStatus(HttpStatus.PARTIAL_CONTENT_206);
        String part = "bytes " + from + "-" + (from + length - 1) + "/" + blob.size();
        response.getHeaders().put(HttpHeader.CONTENT_RANGE, part);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        yield write(blob, from, length);
      }
    };
  }

  private void refuse(long size) {
    VitrineException refusal =
        new VitrineException(
            ErrorCode.RANGE_NOT_SATISFIABLE,
            "The range begins after the last of " + size + " bytes",
            Map.of("size", size));
    response.getHeaders().put(HttpHeader.CONTENT_RANGE, "bytes */" + size);
    Boundary.write(response, ErrorAnswer.of(refusal, RequestContext.traceId(request)), callback);
  }

  private void end() {
    response.write(true, BufferUtil.EMPTY_BUFFER, callback);
  }

  /** Writes the last bytes; true if the blob is closed when they have gone. */
  private boolean write(BlobReader blob, long from, long length) throws IOException {
    ByteBuffer held = blob.bytes();
    if (held != null) {
      response.write(
          true, held.slice(Math.toIntExact(from), Math.toIntExact(length)), closing(blob, length));
      return true;
    }
    FileChannel channel = blob.channel();
    if (channel != null) {
      ChannelWriter.write(channel, from, length, buffers, request, response, closing(blob, length));
      return true;
    }
    pump(blob, from, length);
    sent.accept(length);
    callback.succeeded();
    return false;
  }

  private void pump(BlobReader blob, long from, long length) throws IOException {
    if (!pumps.enter(assetId)) {
      throw new VitrineException(
          ErrorCode.TOO_MANY_REQUESTS, "Too many assets are being sent: try again in a moment");
    }
    try (StreamWriter writer = new StreamWriter(blob, response)) {
      writer.write(from, length);
    } finally {
      pumps.leave(assetId);
    }
  }

  private Callback closing(BlobReader blob, long length) {
    return new Callback() {
      // Closing a file may wait for a disk; letting go of memory does not.
      @Override
      public InvocationType getInvocationType() {
        return blob.bytes() == null ? InvocationType.BLOCKING : callback.getInvocationType();
      }

      @Override
      public void succeeded() {
        blob.close();
        sent.accept(length);
        callback.succeeded();
      }

      @Override
      public void failed(Throwable cause) {
        blob.close();
        if (cause instanceof AssetStoreException) {
          Boundary.fail(response, callback, cause, RequestContext.traceId(request));
        } else {
          callback.failed(cause); // The client has gone, or reads too slowly.
        }
      }
    };
  }
}
