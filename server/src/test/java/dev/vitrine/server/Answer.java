package dev.vitrine.server;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * An answer as a test reads it.
 *
 * @param raw the body as it came
 * @param body the body decompressed
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record Answer(int status, HttpHeaders headers, byte[] raw, byte[] body) {
  static Answer of(int status, HttpHeaders headers, byte[] raw) {
    boolean compressed = headers.firstValue("Content-Encoding").orElse("").equals("gzip");
    return new Answer(status, headers, raw, compressed ? decompressed(raw) : raw);
  }

  private static byte[] decompressed(byte[] raw) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first value of a header, empty if it is absent. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public JsonObject json() {
    return (JsonObject) TestServer.json(text());
  }

  /** The rows of a bulk answer, in either form. */
  public List<JsonObject> rows() {
    if (!header("Content-Type").startsWith("application/x-ndjson")) {
      return objects(member(json(), "models"));
    }
    return lines().stream().filter(line -> !isReport(line)).toList();
  }

  /** The rows of a bulk answer as they were sent, one text each. */
  public List<String> rowTexts() {
    return rows().stream().map(TestServer::text).toList();
  }

  /** The only row of a bulk answer. */
  public JsonObject row() {
    List<JsonObject> rows = rows();
    if (rows.size() != 1) {
      throw new AssertionError("one row was expected, not " + rows.size() + ": " + text());
    }
    return rows.getFirst();
  }

  /** The ids of the rows. */
  public List<String> ids() {
    return rows().stream().map(row -> String.valueOf(row.text("id"))).toList();
  }

  /** The row of a single read. */
  public JsonObject model() {
    return (JsonObject) member(json(), "model");
  }

  /** The report of a bulk answer, in either form. */
  public JsonObject outcomes() {
    JsonObject holder =
        header("Content-Type").startsWith("application/x-ndjson") ? lines().getLast() : json();
    return (JsonObject) member(holder, "outcomes");
  }

  /** One of the lists of the report. */
  public List<String> outcome(String list) {
    return ((JsonArray) member(outcomes(), list)).strings();
  }

  /** The etag the report gives to an id. */
  public String etag(String id) {
    return ((JsonString) member((JsonObject) member(outcomes(), "etags"), id)).value();
  }

  /** The lines of NDJSON. */
  public List<JsonObject> lines() {
    List<JsonObject> lines = new ArrayList<>();
    text().lines().forEach(line -> lines.add((JsonObject) TestServer.json(line)));
    return lines;
  }

  /** The code of an error. */
  public String code() {
    return ((JsonString) member(json(), "code")).value();
  }

  /** The prose of an error. */
  public String reason() {
    return ((JsonString) member(json(), "reason")).value();
  }

  /** The dynamic values of an error. */
  public JsonObject details() {
    return (JsonObject) member(json(), "details");
  }

  /** A number among the dynamic values of an error. */
  public long detail(String name) {
    return Long.parseLong(((JsonNumber) member(details(), name)).text());
  }

  /** The body of an error without what differs from answer to answer. */
  public JsonObject withoutTraceId() {
    return json().without("traceId");
  }

  private static boolean isReport(JsonObject line) {
    return line.members().size() == 1 && line.get("outcomes") != null;
  }

  private static List<JsonObject> objects(Json array) {
    return ((JsonArray) array).elements().stream().map(JsonObject.class::cast).toList();
  }

  private static Json member(JsonObject object, String name) {
    Json member = object.get(name);
    if (member == null) {
      throw new AssertionError("no member " + name + " in " + TestServer.text(object));
    }
    return member;
  }
}
