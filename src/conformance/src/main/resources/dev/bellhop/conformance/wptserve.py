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


# The server's processes import this file again, and have the path from the one that started them.
if __name__ == "__main__":
    sys.path.insert(0, os.path.join(sys.argv.pop(1), "tools"))
    import localpaths  # noqa: F401 (it puts the server's packages on the path)

from serve import serve  # noqa: E402

run_dedicated_workers_as_service_workers(serve)


def main():
    # Whoever started us may have left interrupts ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=interrupt_at_end_of_input, daemon=True).start()
    serve.main()


if __name__ == "__main__":
    main()
