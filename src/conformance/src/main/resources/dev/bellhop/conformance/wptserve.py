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


def main():
    tree = sys.argv.pop(1)
    sys.path.insert(0, os.path.join(tree, "tools"))
    import localpaths  # noqa: F401 (it puts the server's packages on the path)
    from serve import serve

    # Whoever started us may have left interrupts ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=interrupt_at_end_of_input, daemon=True).start()
    serve.main()


# The server's processes import this file again.
if __name__ == "__main__":
    main()
