package dev.vitrine.server.http;

import dev.vitrine.catalog.AssetFacts;
import dev.vitrine.store.Visibility;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;

/**
 * The headers bytes are sent with. Strangers made those bytes: no browser is to take them for
 * anything but what they are, nor to run anything in them.
 */
final class AssetHeaders {
  /** Opened by itself, a picture or film may load itself and the browser's own style, no more. */
  static final String POLICY =
      "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

  private static final HttpField CONTENT_POLICY =
      new PreEncodedHttpField("Content-Security-Policy", POLICY);
  private static final HttpField NO_SNIFFING =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
  private static final HttpField EMBEDDABLE =
      new PreEncodedHttpField("Cross-Origin-Resource-Policy", "cross-origin");
  private static final HttpField ANY_ORIGIN =
      new PreEncodedHttpField(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
  private static final HttpField EXPOSED =
      new PreEncodedHttpField(
          HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS,
          "Accept-Ranges, Content-Disposition, Content-Range, ETag");
  private static final HttpField RANGES =
      new PreEncodedHttpField(HttpHeader.ACCEPT_RANGES, "bytes");
  private static final HttpField BY_ACCEPT = new PreEncodedHttpField(HttpHeader.VARY, "Accept");

  private final AssetRequest request;
  private final AssetFacts facts;
  private final InstantSource clock;
  private final List<HttpField> validating = new ArrayList<>();
  private final List<HttpField> describing = new ArrayList<>();

  /** The headers of an answer from a source. */
  AssetHeaders(AssetRequest request, AssetFacts facts, AssetSource source, InstantSource clock) {
    this.request = request;
    this.facts = facts;
    this.clock = clock;
    Validators validators = source.validators();
    validating.add(new HttpField(HttpHeader.ETAG, validators.etag()));
    if (source.byAccept()) {
      validating.add(BY_ACCEPT);
    }
    if (request.signature() != null) {
      // Whoever has the URL may have the bytes, wherever it is used: galleries draw them on canvas.
      validating.add(ANY_ORIGIN);
      validating.add(EXPOSED);
    }
    AssetBody body = source.body();
    describing.add(new HttpField(HttpHeader.CONTENT_TYPE, body.type()));
    String disposition =
        ContentDisposition.of(body.inline(), facts.name(), facts.id(), body.extensions());
    describing.add(new HttpField(HttpHeader.CONTENT_DISPOSITION, disposition));
    String modified = validators.lastModified();
    if (modified != null) {
      describing.add(new HttpField(HttpHeader.LAST_MODIFIED, modified));
    }
    describing.add(RANGES);
    describing.add(NO_SNIFFING);
    describing.add(CONTENT_POLICY);
    describing.add(EMBEDDABLE);
  }

  /** Bytes that the names of the file in them take, at most. */
  int weight() {
    return 12 * facts.name().length();
  }

  AssetFacts facts() {
    return facts;
  }

  /** Puts what belongs to an answer without bytes, such as 304. */
  void validation(Response response) {
    HttpFields.Mutable headers = response.getHeaders();
    validating.forEach(headers::put);
    headers.put(HttpHeader.CACHE_CONTROL, cacheControl());
  }

  /** Puts what belongs to an answer with bytes, but their length. */
  void whole(Response response) {
    validation(response);
    describing.forEach(response.getHeaders()::put);
  }

  /** Until the end of the window, for what never changes under its URL. */
  private String cacheControl() {
    if (request.signature() == null) {
      return "private, no-cache";
    }
    String who = facts.visibility() == Visibility.PUBLIC ? "public" : "private";
    if (!facts.lasting()) {
      return who + ", no-cache";
    }
    long left = Long.parseLong(request.signature().expires()) - clock.instant().getEpochSecond();
    return who + ", max-age=" + left + ", immutable";
  }
}
