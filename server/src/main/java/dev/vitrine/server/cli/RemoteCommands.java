package dev.vitrine.server.cli;

import picocli.CommandLine;

/** The commands that work on a server over HTTP, put together. */
final class RemoteCommands {
  private RemoteCommands() {}

  static CommandLine models(Terminal terminal) {
    return new CommandLine(new ModelsCommand())
        .addSubcommand(new ModelsListCommand(terminal))
        .addSubcommand(new ModelsGetCommand(terminal))
        .addSubcommand(new ModelsCreateCommand(terminal))
        .addSubcommand(new ModelsUpdateCommand(terminal))
        .addSubcommand(new ModelsDeleteCommand(terminal))
        .addSubcommand(new ModelsRestoreCommand(terminal))
        .addSubcommand(new ModelsCopyCommand(terminal))
        .addSubcommand(new ModelsTransferCommand(terminal))
        .addSubcommand(new ModelsTagsCommand(terminal))
        .addSubcommand(new ModelsDescribeCommand(terminal))
        .addSubcommand(
            new CommandLine(new TrainingImagesCommand())
                .addSubcommand(new TrainingImagesAddCommand(terminal))
                .addSubcommand(new TrainingImagesListCommand(terminal))
                .addSubcommand(new TrainingImagesRemoveCommand(terminal)));
  }

  /** With what is done to their bytes in the data folder. */
  static CommandLine assets(Terminal terminal) {
    return new CommandLine(new AssetsCommand())
        .addSubcommand(new AssetsPutCommand(terminal))
        .addSubcommand(new AssetsGetCommand(terminal))
        .addSubcommand(new AssetsListCommand(terminal))
        .addSubcommand(new AssetsDeleteCommand(terminal))
        .addSubcommand(new AssetsGcCommand(terminal))
        .addSubcommand(new AssetsAdoptCommand(terminal));
  }

  static CommandLine collections(Terminal terminal) {
    return new CommandLine(new CollectionsCommand())
        .addSubcommand(new CollectionsListCommand(terminal))
        .addSubcommand(new CollectionsCreateCommand(terminal))
        .addSubcommand(new CollectionsRenameCommand(terminal))
        .addSubcommand(new CollectionsDeleteCommand(terminal))
        .addSubcommand(new CollectionsAddCommand(terminal))
        .addSubcommand(new CollectionsRemoveCommand(terminal));
  }

  static CommandLine tags(Terminal terminal) {
    return new CommandLine(new TagsCommand()).addSubcommand(new TagsListCommand(terminal));
  }
}
