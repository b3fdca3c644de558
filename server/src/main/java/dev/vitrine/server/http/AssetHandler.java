package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.RenditionOptions;
import dev.vitrine.catalog.AssetFacts;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.server.AssetBytes;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of assets (contract section 3), to whoever has a signed URL; renditions also to whoever
 * has a key and may see the asset. Nothing is looked up before a signature has been found valid.
 * What memory holds is answered at once, on the thread that serves the connection; all else may
 * wait, on a virtual thread.
 */
final class AssetHandler extends Handler.Wrapper {
  private final AssetBytes bytes;
  private final HotAssets hot;
  private final Offload offload;
  private final FileBuffers buffers = FileBuffers.standard();
  private final Pumps pumps = new Pumps();

  /** A handler of bytes, around the handler of all else. */
  AssetHandler(Handler others, AssetBytes bytes, Offload offload) {
    super(others);
    this.bytes = bytes;
    this.hot = new HotAssets(bytes);
    this.offload = offload;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    AssetRequest asset = RequestContext.asset(request);
    if (asset == null || (asset.original() && asset.signature() == null)) {
      return super.handle(request, response, callback);
    }
    RequestContext.route(request, asset.route());
    Exchange exchange = new Exchange(request, response, callback, asset);
    HotAssets.Hot known = asset.signature() == null ? null : hot.find(request);
    if (known == null) {
      workOut(exchange);
    } else {
      answer(exchange, known.headers(), known.source());
    }
    return true;
  }

  /** One exchange: what all of its steps need. */
  private record Exchange(
      Request request, Response response, Callback callback, AssetRequest asset) {}

  private void workOut(Exchange exchange) throws Exception {
    AssetRequest asset = exchange.asset();
    Request request = exchange.request();
    Object keys = bytes.keys().state(); // Before they verify: what changes meanwhile is seen.
    if (asset.signature() != null && !asset.isValid(bytes.keys(), bytes.clock())) {
      throw new VitrineException(
          ErrorCode.FORBIDDEN, "This URL is not as it was signed, or has expired");
    }
    if (asset.signature() == null && RequestContext.caller(request) == null) {
      throw Authentication.unauthenticated();
    }
    String id = PercentEncoding.decode(asset.encodedId(), false, "assetId");
    RenditionOptions options =
        asset.original()
            ? null
            : RenditionOptions.parse(QueryParameters.parse(request.getHttpURI().getQuery())::text);
    AssetFacts known = bytes.assets().known(id);
    if (known == null) {
      offload.run(
          request,
          exchange.response(),
          exchange.callback(),
          () -> {
            AssetFacts facts = visible(exchange, id, bytes.assets().load(id));
            AssetSource source = source(request, facts, options);
            answerOf(exchange, headers(asset, facts, source), source).send();
          });
      return;
    }
    AssetFacts facts = visible(exchange, id, known);
    AssetSource source = source(request, facts, options);
    AssetHeaders headers = headers(asset, facts, source);
    if (asset.signature() != null && !source.byAccept()) {
      long expires = Long.parseLong(asset.signature().expires());
      hot.keep(request, new HotAssets.Hot(keys, expires, headers, source));
    }
    answer(exchange, headers, source);
  }

  /** Answers at once if nothing has to be waited for. */
  private void answer(Exchange exchange, AssetHeaders headers, AssetSource source)
      throws IOException {
    AssetAnswer answer = answerOf(exchange, headers, source);
    if (!answer.sendReady()) {
      offload.run(exchange.request(), exchange.response(), exchange.callback(), answer::send);
    }
  }

  private AssetAnswer answerOf(Exchange exchange, AssetHeaders headers, AssetSource source) {
    return new AssetAnswer(
        exchange.request(),
        exchange.response(),
        exchange.callback(),
        exchange.asset().encodedId(),
        headers,
        source,
        buffers,
        pumps,
        length -> bytes.metrics().assetBytes(exchange.asset().original(), length));
  }

  private AssetHeaders headers(AssetRequest asset, AssetFacts facts, AssetSource source) {
    return new AssetHeaders(asset, facts, source, bytes.clock());
  }

  private static AssetFacts visible(Exchange exchange, String id, @Nullable AssetFacts found) {
    Caller caller = RequestContext.caller(exchange.request());
    if (found == null
        || (exchange.asset().signature() == null
            && (caller == null || !caller.maySee(found.owner(), found.visibility())))) {
      throw new VitrineException(ErrorCode.NOT_FOUND, "Asset " + id + " not found");
    }
    return found;
  }

  private AssetSource source(
      Request request, AssetFacts facts, @Nullable RenditionOptions options) {
    MediaFormat format = AssetBody.format(facts.mimeType());
    if (options == null || format == null || !format.decodable()) {
      return new OriginalSource(facts, bytes.assets(), bytes.blobs());
    }
    List<String> accepted = request.getHeaders().getValuesList(HttpHeader.ACCEPT);
    return RenditionSource.of(
        facts, format, options, accepted.isEmpty() ? null : String.join(",", accepted), bytes);
  }
}
