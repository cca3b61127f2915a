"""Lighthouse's four marks, on a telephone, for the timeline, an event and an actor of a running server."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from urllib.request import urlopen

_LIGHTHOUSE = "lighthouse@12.8.2"
_LEAST = 98
_TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def main(arguments: list[str]) -> int:
    """Ask for each page several times; 1 where a mark in the middle is less than it has to be."""
    parser = argparse.ArgumentParser(prog="bench lighthouse", description=__doc__)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000", help="where bin/up serves")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path, help="a file for the marks, as JSON")
    options = parser.parse_args(arguments)
    npx = shutil.which("npx")
    if npx is None:
        raise SystemExit("This measurement needs npm, which brings Lighthouse.")
    found, low = {}, False
    with tempfile.TemporaryDirectory() as folder:
        for name, path in _pages(options.address).items():
            runs = [_marks(npx, f"{options.address}{path}", Path(folder)) for _ in range(options.runs)]
            found[name] = {"path": path, "runs": runs}
            middle = {mark: statistics.median(run[mark] for run in runs) for mark in runs[0]}
            low |= any(value < _LEAST for mark, value in middle.items() if mark not in _TIMES)
            print(f"{name:<10} " + "  ".join(f"{mark} {value:g}" for mark, value in middle.items()), flush=True)
    if options.out:
        options.out.write_text(json.dumps({"lighthouse": _LIGHTHOUSE, "pages": found}, indent=1) + "\n")
    return int(low)


def _pages(address: str) -> dict[str, str]:
    """The timeline, the first event on it, and the first actor whom it names."""
    with urlopen(f"{address}/") as answer:  # noqa: S310  # the address that we were given
        page = answer.read().decode()
    event = re.search(r'href="(/events/\d+-[^"]*)"', page)
    actor = re.search(r'href="(/actors/(?!suggest)[\w-]+/|\?actor=[\w-]+)"', page)
    if event is None or actor is None:
        raise SystemExit(f"There is no event at {address}/ to measure.")
    path = actor[1] if actor[1].startswith("/") else f"/{actor[1]}"
    return {"timeline": "/", "event": event[1], "actor": path}


def _marks(npx: str, url: str, folder: Path) -> dict[str, float]:
    """One run of the mobile profile: marks of a hundred, and times in ms."""
    environment = os.environ | {"npm_config_cache": str(folder / "npm")}
    if path := os.environ.get("ATTESTED_CHROMIUM") or shutil.which("chromium"):
        environment["CHROME_PATH"] = path
    report = folder / "report.json"
    command = [npx, "--yes", _LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}"]
    # npx, as PATH has it; a container's root cannot have Chromium's sandbox, and the page is our own.
    subprocess.run([*command, "--chrome-flags=--headless=new --no-sandbox"], env=environment, check=True)  # noqa: S603
    told = json.loads(report.read_text())
    marks = {name: round(100 * one["score"]) for name, one in told["categories"].items()}
    return marks | {name: round(told["audits"][name]["numericValue"], 3) for name in _TIMES}
