"""`python -m server` serves the app until SIGTERM or Ctrl-C; SIGHUP loads it anew without a gap."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from server.listening import BadAddress, Listener, listen
from server.supervisor import Supervisor

PROCESSES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
"""One for each core this process may use."""
THREADS = 8


def at_least_one(text: str) -> int:
    """Read a number of processes or threads."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def arguments() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser("python -m server", description=__doc__)
    add: Callable[..., object] = parser.add_argument
    add(
        "--bind",
        action="append",
        metavar="ADDRESS",
        help="HOST:PORT, [IPV6]:PORT, unix:PATH or fd://NUMBER; may stand more than once "
        "(without it: 127.0.0.1:8000)",
    )
    add("--processes", type=at_least_one, default=PROCESSES, help="without it: one a core")
    add(
        "--threads",
        type=at_least_one,
        default=THREADS,
        help=f"of a process (without it: {THREADS})",
    )
    return parser


def opened(addresses: Sequence[str]) -> list[Listener]:
    """Open the sockets, or end with one plain line."""
    try:
        return [listen(address) for address in addresses]
    except BadAddress as refusal:
        sys.exit(str(refusal))


def main() -> None:
    """Serve until told to stop."""
    asked = arguments().parse_args()
    listeners = opened(asked.bind or ["127.0.0.1:8000"])
    sys.exit(Supervisor(listeners, asked.processes, asked.threads).run())


if __name__ == "__main__":
    main()
