package dev.vitrine.server.cli;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Role;
import dev.vitrine.bulk.BulkQuery;
import dev.vitrine.bulk.BulkReader;
import dev.vitrine.bulk.Outcomes;
import dev.vitrine.catalog.Project;
import dev.vitrine.client.ModelGetBulkJsonResponse;
import dev.vitrine.client.RequestOptions;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.model.Contract;
import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.server.Wiring;
import dev.vitrine.server.config.Configuration;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads models in bulk. */
@Command(
    name = "get",
    header = "Read models in bulk: from a server (--url), or from the data folder.",
    description = {
      "Prints the answer of POST /models/get-bulk, in colour on a terminal. Models that do not exist, or that the key may not see, are left out"
          + " and named on standard error, the first few if there are many; --report accounts for all."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine get flux.1-dev model_partcrafter --project studio",
      "  VITRINE_KEY=apiu_… vitrine get model_partcrafter --url http://127.0.0.1:8080 --secret-file secret.txt",
      "  cut -f1 ids.tsv | vitrine get - --minimal | jq '.models[].name'"
    })
final class GetCommand implements Callable<Integer> {
  private static final JsonLimits ANSWER = new JsonLimits(1 << 30, 1000);

  private static final String LOCAL_BASE = "http://127.0.0.1:8080";

  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final DataOption data = new DataOption();
  @Mixin private final RowOptions rows = new RowOptions();
  @Mixin private final ServerAccess access = new ServerAccess();

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "Ids of models; - reads ids from standard input, separated by white space.")
  private List<String> ids = List.of();

  @Option(
      names = "--project",
      paramLabel = "ID|NAME",
      description =
          "With --data: read as this project's owner (needed if there are several). With --url: the projectId the key must belong to.")
  private @Nullable String project;

  /** Why a model that may be there could not be read, by id. */
  private final Map<String, String> failed = new LinkedHashMap<>();

  GetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    String url = access.url(terminal, data.isGiven());
    if (url != null && data.isGiven()) {
      throw new ParameterException(spec.commandLine(), "--url and --data exclude each other");
    }
    List<String> wanted = IdArguments.all(ids, terminal);
    byte[] answer = url == null ? fromFolder(wanted) : fromServer(url, wanted);
    print(answer, wanted);
    failed.forEach((id, why) -> terminal.err().println(Terminal.shown(id) + ": " + why));
    return failed.isEmpty() ? 0 : 1;
  }

  private byte[] fromServer(String url, List<String> wanted) {
    try (VitrineClient client = access.client(url, terminal)) {
      RequestOptions.Builder options = RequestOptions.builder().acceptPartial(true);
      if (project != null) {
        options.projectId(project);
      }
      ModelGetBulkJsonResponse response =
          client.models().getBulkJson(rows.params(wanted), options.build());
      response
          .failures()
          .forEach((id, failure) ->
              failed.put(id, Terminal.shown(String.valueOf(failure.getMessage()))));
      Answer answer = new Answer();
      response.models().forEach(row -> answer.row(row.json()));
      return answer.end(
          response.outcomes().map(outcomes -> outcomes.toJson().getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage() + ".");
    } catch (VitrineException e) {
      throw ServerAccess.failure(url, e);
    }
  }

  private byte[] fromFolder(List<String> wanted) {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      Project owner = owner(catalogue);
      BulkReader reader =
          Wiring.reader(
              catalogue.store(),
              AssetStores.signingKeys(
                  Configuration.of(new ConfigOption().settings(catalogue.folder(), terminal))
                      .assets(),
                  catalogue.folder()),
              LOCAL_BASE,
              catalogue.clock());
      Answer answer = new Answer();
      Outcomes outcomes =
          reader.read(
              new Caller.KeyHolder("-", owner.id(), Role.ADMIN),
              new BulkQuery(
                  wanted, rows.view(Contract.modelFields()), rows.report(), Map.of(), false),
              row -> answer.row(row.json()));
      return answer.end(
          rows.report() ? Optional.of(JsonWriter.write(outcomes.toJson())) : Optional.empty());
    }
  }

  /** The text of an answer, put together of its rows. */
  private static final class Answer {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private boolean any;

    private Answer() {
      write("{\"models\":[");
    }

    private void write(String ascii) {
      text.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private void row(byte[] json) {
      if (any) {
        write(",");
      }
      any = true;
      text.writeBytes(json);
    }

    private byte[] end(Optional<byte[]> outcomes) {
      write("]");
      outcomes.ifPresent(report -> {
        write(",\"outcomes\":");
        text.writeBytes(report);
      });
      write("}");
      return text.toByteArray();
    }
  }

  private Project owner(Catalogue catalogue) {
    if (project != null) {
      return catalogue.project(project);
    }
    List<Project> all = catalogue.projects().list();
    if (all.size() != 1) {
      throw new CommandFailure(
          "The data folder "
              + catalogue.folder()
              + " has "
              + (all.isEmpty() ? "no project yet" : "several projects")
              + ": say with --project as whose owner to read. See: vitrine projects list --data "
              + Suggested.folder(catalogue.folder()));
    }
    return all.getFirst();
  }

  private void print(byte[] answer, List<String> wanted) {
    try {
      var parsed = JsonReader.parse(answer, ANSWER);
      Set<String> missing = Missing.ids(parsed, wanted);
      missing.removeAll(failed.keySet());
      Missing.line(missing).ifPresent(terminal.err()::println);
      if (terminal.outIsTerminal()) {
        terminal.out().println(PrettyJson.of(parsed, true));
        return;
      }
    } catch (InvalidJsonException e) {
      terminal.err().println("The answer " + e.problem() + "; it is printed as it came.");
    }
    terminal.out().write(answer, 0, answer.length);
    terminal.out().println();
  }
}
