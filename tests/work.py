"""How much a function does, told in calls: the clock of a shared machine says something else each time."""

import sys
import time
from collections.abc import Callable


def calls_of(function: Callable[[], object]) -> int:
    """How many functions are called meanwhile, of Python and of C."""
    count = 0

    def counted(_frame: object, event: str, _what: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def quickest(function: Callable[[], object]) -> float:
    """Seconds of processor that it takes, the least of three: for what happens within one call, such as in patterns.

    To be compared with others of the same run only.
    """
    taken = []
    for _ in range(3):
        began = time.process_time()
        function()
        taken.append(time.process_time() - began)
    return min(taken)
