package dev.vitrine.server.cli;

import dev.vitrine.client.RequestOptions;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.VitrineException;
import java.net.ConnectException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Calls of a command that needs a server. */
final class ServerCalls {
  @Mixin private final ServerAccess access = new ServerAccess();

  @Option(
      names = "--project",
      paramLabel = "ID",
      description = "The project that the key must belong to.")
  private @Nullable String project;

  /** What is done with a client. */
  @FunctionalInterface
  interface Work<T> {
    /** The result; options are those of every call. */
    T with(VitrineClient client, RequestOptions options);
  }

  /**
   * The result of what is done.
   *
   * @throws CommandFailure if no server is named or it cannot be done, and what to do about it
   */
  <T> T make(Terminal terminal, Work<T> work) {
    return make(terminal, null, work);
  }

  /** The same if what is changed still has an etag; null for in any case. */
  <T> T make(Terminal terminal, @Nullable String ifMatch, Work<T> work) {
    String url = access.url(terminal, false);
    if (url == null) {
      throw new CommandFailure(
          "A server is needed: --url URL or $VITRINE_URL. Start one with: vitrine serve");
    }
    try (VitrineClient client = access.client(url, terminal)) {
      return work.with(client, options(ifMatch));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage() + ".");
    } catch (VitrineException e) {
      throw failure(url, e);
    }
  }

  private RequestOptions options(@Nullable String ifMatch) {
    RequestOptions.Builder options = RequestOptions.builder();
    if (project != null) {
      options.projectId(project);
    }
    if (ifMatch != null) {
      options.ifMatch(ifMatch);
    }
    return options.build();
  }

  /** Why something could not be done, in one line without what to do about it. */
  static String reason(VitrineException e) {
    if (e instanceof ApiException refusal) {
      JsonNode field = refusal.details().path("field");
      boolean named = field.isString() && !refusal.reason().contains(field.stringValue());
      return Terminal.shown(refusal.reason())
          + (named ? " (" + Terminal.shown(field.stringValue()) + ")" : "");
    }
    return Terminal.shown(String.valueOf(e.getMessage()));
  }

  private static CommandFailure failure(String url, VitrineException e) {
    if (e instanceof ConnectionException && e.getCause() instanceof ConnectException) {
      return new CommandFailure(
          "No server answers at " + Terminal.shown(url) + ": start one with vitrine serve.");
    }
    if (e instanceof ApiException refusal) {
      return new CommandFailure(
          "The server refused ("
              + refusal.status()
              + "): "
              + reason(refusal).replaceFirst("\\.$", "")
              + "."
              + advice(refusal));
    }
    return ServerAccess.failure(url, e);
  }

  private static String advice(ApiException refusal) {
    return switch (refusal.status()) {
      case 401 -> " Check key and secret, or make a key with: vitrine keys create";
      case 403 ->
          " See what the key may do with: vitrine keys list; make another with: vitrine keys create --role editor";
      case 404 ->
          refusal.code().filter("NOT_AVAILABLE"::equals).isPresent()
              ? " This server does not offer it: is it of the same version as this program?"
              : " See what there is with: vitrine models list, or vitrine collections list";
      case 412 ->
          " It has changed since: look at it with vitrine models get, and use the etag shown there.";
      case 503 -> " Try again in a moment.";
      default -> "";
    };
  }
}
