"""Become a service: take its user, ask to be told when the supervisor dies, then turn into its program.

Run as a script with nothing but the standard library: `launch.py '{"parent": …}' program argument…`. A
program of its own, because these calls belong between fork and exec, where a threaded Python parent must not
run code, and in this order: changing the user clears the parent-death signal.
"""

import ctypes
import json
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(which: int) -> None:
    """Have the kernel send this process a signal when the thread that started it ends; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, which, 0, 0, 0)


def main() -> None:
    """Do what the first argument says, then be the rest."""
    how = json.loads(sys.argv[1])
    if how["uid"] is not None:
        os.setgroups(how["groups"])
        os.setgid(how["gid"])
        os.setuid(how["uid"])
    die_with_parent(how["death_signal"])
    if os.getppid() != how["parent"]:
        sys.exit("The supervisor died before this service began.")
    for number in (signal.SIGINT, signal.SIGQUIT):
        # A shell's "bin/up &" ignores them, and what is ignored is inherited: a service would never hear "hurry".
        signal.signal(number, signal.SIG_DFL)
    os.nice(how["nice"])
    if how["umask"] is not None:
        os.umask(how["umask"])
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - to become the service is the point


if __name__ == "__main__":
    main()
