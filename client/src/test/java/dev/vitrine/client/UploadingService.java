package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A service that takes one upload, correctly unless it is told otherwise. */
final class UploadingService implements Behaviour {
  static final String ID = "upload_1";
  static final String PART = "/v1/uploads/upload_1/parts/";

  /** The parts that are there, by number. */
  final Map<Integer, byte[]> parts = new TreeMap<>();

  /** What is done about parts instead, by number: each once, the first first. */
  final Map<Integer, Deque<Behaviour>> faults = new HashMap<>();

  /** What is done about a completion instead, each once; and the status after it. */
  final Deque<Behaviour> completions = new ArrayDeque<>();

  /** What the status is when it is asked for after completing; the last one stays. */
  final Deque<String> statuses = new ArrayDeque<>(List.of("imported"));

  /** Of the URLs of parts, since they were last refused. */
  int signature;

  String status = "pending";
  long fileSize;
  int count;
  int underWay;
  int mostUnderWay;

  private final String url;

  UploadingService(FaultyServer server) {
    this.url = server.url().replaceFirst("/v1$", "");
    server.then(this);
  }

  void fault(int part, Behaviour... inTurn) {
    faults.put(part, new ArrayDeque<>(List.of(inTurn)));
  }

  /** As if an upload had been begun and then broken off. */
  void begun(long size, int partsCount) {
    fileSize = size;
    count = partsCount;
  }

  byte[] whole() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.values().forEach(all::writeBytes);
    return all.toByteArray();
  }

  @Override
  public void answer(Request request, Socket socket) throws IOException, InterruptedException {
    Behaviour behaviour;
    synchronized (this) {
      behaviour = behaviour(request);
    }
    behaviour.answer(request, socket);
  }

  private Behaviour behaviour(Request request) {
    String path = request.path();
    return switch (request.method() + " " + path.replaceFirst("/parts/[0-9]+$", "/parts/")) {
      case "POST /v1/uploads" -> {
        ObjectNode body = (ObjectNode) Json.MAPPER.readTree(request.body());
        begun(body.get("fileSize").longValue(), body.get("parts").intValue());
        yield told();
      }
      case "GET /v1/uploads/upload_1" -> {
        if (!status.equals("pending")) {
          status = statuses.size() > 1 ? statuses.remove() : statuses.element();
        }
        yield told();
      }
      case "POST /v1/uploads/upload_1/action" -> {
        assertThat(request.body()).isEqualTo("{\"action\":\"complete\"}");
        if (!completions.isEmpty()) {
          yield completions.remove();
        }
        status = "validating";
        yield told();
      }
      case "PUT " + PART -> part(request, Integer.parseInt(path.substring(PART.length())));
      default -> Answers.error(404, "NOT_FOUND", "{}");
    };
  }

  private Behaviour part(Request request, int number) {
    Deque<Behaviour> inTurn = faults.getOrDefault(number, new ArrayDeque<>());
    if (!inTurn.isEmpty()) {
      return inTurn.remove();
    }
    if (!request.target().endsWith("Signature=" + signature)) {
      return Answers.error(403, "FORBIDDEN", "{}");
    }
    parts.put(number, request.bytes());
    return Answers.json(200, "{}");
  }

  private Behaviour told() {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ObjectNode upload = answer.putObject("upload");
    upload.put("id", ID).put("status", status).put("fileSize", fileSize).put("partsCount", count);
    if (status.equals("imported")) {
      upload.put("entityId", "asset_1");
    }
    if (status.equals("failed")) {
      upload.put("errorMessage", "it is no picture");
    }
    if (status.equals("pending")) {
      ArrayNode told = upload.putArray("parts");
      for (int number = count; number > 0; number--) { // In whatever order.
        part(told.addObject(), number);
      }
    }
    return Answers.json(200, answer.toString());
  }

  private void part(ObjectNode told, int number) {
    byte[] there = parts.get(number);
    told.put("number", number)
        .put("url", url + PART + number + "?Expires=9&Signature=" + signature)
        .put("expires", "2100-01-01T00:00:00.000Z")
        .put("uploaded", there != null);
    if (there != null) {
      told.put("size", there.length).put("etag", sha256(there));
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
