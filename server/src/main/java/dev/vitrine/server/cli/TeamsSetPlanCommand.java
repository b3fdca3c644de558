package dev.vitrine.server.cli;

import dev.vitrine.access.Plan;
import dev.vitrine.catalog.Team;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a team on a plan. */
@Command(
    name = "set-plan",
    header = "Put a team on a plan. Plans never limit reading, only generating.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine teams set-plan default enterprise")
final class TeamsSetPlanCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(index = "0", paramLabel = "TEAM", description = "Name or id of the team.")
  private String team = "";

  @Parameters(
      index = "1",
      paramLabel = "PLAN",
      description = "One of ${COMPLETION-CANDIDATES}.",
      converter = Converters.ToPlan.class,
      completionCandidates = Converters.Plans.class)
  private Plan plan = Plan.PRO;

  TeamsSetPlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      Team found =
          catalogue
              .teams()
              .find(team)
              .orElseThrow(() ->
                  new CommandFailure(
                      "There is no team "
                          + Terminal.shown(team)
                          + ". See: vitrine teams list --data "
                          + catalogue.folder()));
      Team changed = catalogue.teams().setPlan(found.id(), plan);
      terminal.out().println(changed.name() + " is on the plan " + changed.plan().wireName());
    }
    return 0;
  }
}
