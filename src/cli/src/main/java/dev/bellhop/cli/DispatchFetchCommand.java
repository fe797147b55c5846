package dev.bellhop.cli;

import dev.bellhop.SiteRequest;
import dev.bellhop.SiteRequest.Through;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A request of a page. */
@Command(
    name = "fetch",
    sortOptions = false,
    header = "A page makes a request; prints the response.",
    description = {
      "The request goes through the worker that is responsible for it, or to the network. The"
          + " body is printed on standard output, who gave the response on standard error. With"
          + " --json the response follows on the trace, as a line of its own."
    },
    footer = {
      "",
      "Examples:",
      "  bellhop dispatch examples/movies fetch https://localhost/page",
      "  bellhop dispatch examples/movies fetch /api -i --mode cors --data @order.json",
      "",
      "Exit codes: 0 there is a response, whatever its status; 1 a network error, or a",
      "handler threw; 2 bad usage or input."
    })
final class DispatchFetchCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "<url>",
      description = "What to fetch; a relative URL starts at the site's root.")
  private String url;

  @Option(
      names = {"-X", "--method"},
      paramLabel = "M",
      description = "The method. Default: GET, or POST where there is --data.")
  private @Nullable String method;

  @Option(
      names = "--destination",
      paramLabel = "D",
      description =
          "What it is for: document or iframe for a navigation; image, script, style, ...; or \"\""
              + " for what a script fetches. Default: document, or \"\" where there is --mode.")
  private @Nullable String destination;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "cors, no-cors or same-origin. Default: what the destination has in a page.")
  private @Nullable String mode;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'N: V'",
      description = "A header to send; repeatable.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = {"-d", "--data"},
      paramLabel = "TEXT",
      description = "The body as text; @FILE takes it from a file, @@ begins with an @.")
  private @Nullable String data;

  @Option(
      names = {"-i", "--include"},
      description = "Print the status and the headers before the body.")
  private boolean include;

  @Option(names = "--skip-worker", description = "As shift and reload: ask no worker.")
  private boolean skipWorker;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final DispatchCommand dispatch;
  private final ResponsePrinter printer;

  DispatchFetchCommand(DispatchCommand dispatch, ResponsePrinter printer) {
    this.dispatch = dispatch;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    if (include) {
      printer.includeHead();
    }
    return dispatch.fetch(request(), printer);
  }

  private SiteRequest request() {
    SiteRequest request =
        SiteRequest.navigation(url)
            .withMode(mode)
            .withDestination(destination != null ? destination : mode == null ? "document" : "")
            .withThrough(skipWorker ? Through.NETWORK : Through.WORKER);
    if (data != null) {
      request = request.withMethod("POST").withBody(TextOrFile.bytes(data, "--data"));
    }
    if (method != null) {
      request = request.withMethod(method);
    }
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw SiteArguments.input(
            "The header \"" + header + "\" is not one such as 'Accept: text/html'.");
      }
      request = request.withHeader(header.substring(0, colon), header.substring(colon + 1));
    }
    return request;
  }
}
