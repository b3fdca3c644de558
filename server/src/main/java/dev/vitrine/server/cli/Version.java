package dev.vitrine.server.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which Vitrine this is, as the jar's manifest tells. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"vitrine " + (version == null ? "(development)" : version)};
  }
}
