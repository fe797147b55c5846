"""Starts web-platform-tests' own server: wptserve.py TREE --config FILE.

It stops when standard input ends, so that it never outlives who started it.
"""

import os
import signal
import sys
import threading


def interrupt_at_end_of_input():
    # Not through sys.stdin: its lock, held in a process that is forked now, would never be released.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGINT)


# The pages that would start a dedicated worker, and what they start instead.
WORKER_PAGES = {
    "WorkersHandler": "ServiceWorkersHandler",
    "WorkerModulesHandler": "ServiceWorkerModulesHandler",
}


def run_dedicated_workers_as_service_workers(serve):
    for page, instead in WORKER_PAGES.items():
        if hasattr(serve, page) and hasattr(serve, instead):
            getattr(serve, page).wrapper = getattr(serve, instead).wrapper


class SocketThatEnds:
    """A socket whose end wptserve's loop for HTTP/2 sees: it waits for "" and would get b"" forever."""

    def __init__(self, socket):
        self.socket = socket

    def recv(self, size):
        return self.socket.recv(size) or ""

    def __getattr__(self, name):
        return getattr(self.socket, name)


def see_the_end_of_http2_connections(server):
    handler = getattr(server, "Http2WebTestRequestHandler", None)
    if handler is None:
        return
    handle = handler.handle_one_request

    def handle_until_the_end(self):
        self.request = SocketThatEnds(self.request)
        handle(self)

    handler.handle_one_request = handle_until_the_end


# The server's processes import this file again, and have the path from the one that started them.
if __name__ == "__main__":
    sys.path.insert(0, os.path.join(sys.argv.pop(1), "tools"))
    import localpaths  # noqa: F401 (it puts the server's packages on the path)

from serve import serve  # noqa: E402

run_dedicated_workers_as_service_workers(serve)
see_the_end_of_http2_connections(sys.modules.get("wptserve.server"))


def main():
    # Whoever started us may have left interrupts ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=interrupt_at_end_of_input, daemon=True).start()
    serve.main()


if __name__ == "__main__":
    main()
