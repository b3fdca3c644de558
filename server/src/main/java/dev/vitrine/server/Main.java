package dev.vitrine.server;

import dev.vitrine.server.cli.CommandLineApplication;
import dev.vitrine.server.cli.NativeFolder;
import dev.vitrine.server.cli.Terminal;

/** Where the program begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true"); // Pictures are drawn, but nowhere shown.
    NativeFolder.prepare();
    System.exit(CommandLineApplication.run(Terminal.system(), arguments));
  }
}
