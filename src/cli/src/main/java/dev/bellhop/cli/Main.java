package dev.bellhop.cli;

import dev.bellhop.Bellhop;
import dev.bellhop.cli.display.Terminal;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofThisProcess(System.getenv());
    HostOpener opener = settings -> HostOpener.open(Bellhop.builder(), settings);
    System.exit(new Program(terminal, opener).run(args));
  }
}
