"""The timeline in Chromium beside TimelineJS and vis-timeline: paint, quiet, heap, nodes, requests, bytes.

All have the same events. `beside_peers` shows what a corpus of any size costs a first visit, beside peers that show a
hundred of its events.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench import ground
from bench.serving import served

_TIMELINEJS = "@knight-lab/timelinejs@3.9.11"
_VIS = "vis-timeline@7.7.3"
_OURS = "Attested"
_FIRST = date(2023, 3, 1)
_DAYS = 730
# Long tasks and paints as the page itself sees them; `quiet` is when the last long task has ended. An empty frame is
# no timeline: `shown` is when the frame was painted in which an entry stands on the screen, asked for in each frame
# until there is one.
_WATCH = """
window.long = [];
new PerformanceObserver((list) => window.long.push(...list.getEntries().map((e) => e.startTime + e.duration)))
  .observe({ type: "longtask", buffered: true });
const isOnScreen = (one) => {
  const { width, height, left, right, top, bottom } = one.getBoundingClientRect();
  return width && height && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight
    && one.textContent.trim() && one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
};
const look = () => {
  if (![...document.querySelectorAll(SELECTOR)].some(isOnScreen)) return requestAnimationFrame(look);
  const channel = new MessageChannel();  // its message comes behind the painting of this frame
  channel.port1.onmessage = () => { window.shownAt = performance.now(); };
  channel.port2.postMessage("");
};
requestAnimationFrame(look);
"""
_TOLD = """() => ({
  answer: performance.getEntriesByType("navigation")[0].responseStart,
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  shown: window.shownAt ?? Infinity,
  ready: window.readyAt ?? performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
  long: Math.max(0, ...window.long),
  now: performance.now(),
  nodes: document.querySelectorAll("*").length,
})"""
# Other machines are not found. Asking a Python process about each request would be most of what a request takes.
_ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
# Nothing long for so many ms, and the page is quiet.
_STILL = 2000
_PATIENCE = 180_000
# A window loads some 150 scripts of the browser's own surroundings at first, which is nothing of any page.
_UNTIL_OPEN = 2_000
_UNTIL_WARM = 4  # visits: two processes serve ours, and each makes its cards and its panel once
# Each page of a peer says when it has drawn what it was given; ours is ready when its document is.
_TIMELINEJS_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>TimelineJS</title>
<link rel="stylesheet" href="/css/timeline.css"><script src="/js/timeline.js"></script>
<style>body { margin: 0 } #timeline { height: 100vh }</style></head><body><div id="timeline"></div><script>
window.waits = true;
const options = { font: null, script_path: "/js/", hash_bookmark: false };
const timeline = new TL.Timeline("timeline", "/events.json", options);
timeline.on("loaded", () => { window.readyAt = performance.now(); });
</script></body></html>"""
_VIS_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>vis-timeline</title>
<link rel="stylesheet" href="/styles/vis-timeline-graph2d.min.css">
<script src="/standalone/umd/vis-timeline-graph2d.min.js"></script>
<style>body { margin: 0 } #timeline { height: 100vh; overflow: auto }</style></head>
<body><div id="timeline"></div><script>
window.waits = true;
fetch("/events.json").then((answer) => answer.json()).then((told) => {
  const items = told.events.map(({ start_date: day, text }, id) => ({
    id, content: text.headline, title: text.text, start: new Date(Date.UTC(day.year, day.month - 1, day.day)),
  }));
  const timeline = new vis.Timeline(document.getElementById("timeline"), new vis.DataSet(items), {});
  timeline.on("changed", () => { window.readyAt ??= performance.now(); });
});
</script></body></html>"""
# What any page costs here: below it nothing can be.
ONE_WORD = "one word"
_WORD_PAGE = '<!DOCTYPE html><html lang="en"><title>One word</title><p>Attested</p></html>'
# Name: package, its folder, page.
_PEERS = {
    "TimelineJS": (_TIMELINEJS, "@knight-lab/timelinejs/dist", _TIMELINEJS_PAGE),
    "vis-timeline": (_VIS, "vis-timeline", _VIS_PAGE),
}
# The words of an entry on each page.
_ENTRIES = {_OURS: ".entry-title a", ONE_WORD: "p", "TimelineJS": ".tl-headline", "vis-timeline": ".vis-item-content"}


def main(arguments: list[str]) -> int:
    """Measure both at each size, in turn, and write what was found."""
    parser = argparse.ArgumentParser(prog="bench frontend", description=__doc__)
    parser.add_argument("--sizes", default="100,500,1000,5000", help="how many events, with commas between")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--slower", type=float, default=1, help="so many times slower a processor, as telephones are")
    parser.add_argument("--out", type=Path, help="a file for what was found, as JSON")
    options = parser.parse_args(arguments)
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder, ground.scratch():
        packages = _installed(Path(folder))
        entry = _entry()
        for size in map(int, options.sizes.split(",")):
            for one in _compared(packages, _corpus(entry, size), options.runs, options.slower):
                found.append({"events": size} | one)
                _tell(found[-1])
                if options.out:
                    about = {"packages": [_TIMELINEJS, _VIS], "processor_slower": options.slower, "found": found}
                    options.out.write_text(json.dumps(about, indent=1) + "\n")
    return 0


def beside_peers(connection: Any, *, peers_show: int = 100, runs: int = 7) -> list[dict[str, Any]]:
    """A first visit to the timeline of this database, beside peers with so many of its newest events."""
    from timeline.models import Entry

    events = _as_events(Entry.objects.current().newest()[:peers_show])
    with tempfile.TemporaryDirectory() as folder:
        found = list(_compared(_installed(Path(folder)), events, runs, 1, connection))
    for one in found:
        _tell({"events": Entry.objects.current().count() if one["page"] == _OURS else len(events)} | one)
    return found


def _compared(
    packages: dict[str, Path], events: list[dict[str, Any]], runs: int, slower: float, connection: Any = None
) -> Iterator[dict[str, Any]]:
    """Visits to each page, one after the other in each round, so that a busy moment meets all of them."""
    with ExitStack() as stack:
        addresses = {_OURS: stack.enter_context(served(connection))[0]}
        addresses[ONE_WORD] = stack.enter_context(_theirs(Path(__file__).parent, _WORD_PAGE, []))
        for name, (_package, _folder, page) in _PEERS.items():
            addresses[name] = stack.enter_context(_theirs(packages[name], page, events))
        browser = stack.enter_context(_chromium())
        for name, address in [*addresses.items()] * _UNTIL_WARM:
            _visit(browser, name, address, slower)
        visits = [
            {name: _visit(browser, name, address, slower) for name, address in addresses.items()} for _ in range(runs)
        ]
    for name in addresses:
        yield {"page": name, "runs": [visit[name] for visit in visits]}


def _installed(folder: Path) -> dict[str, Path]:
    """The peers from their registry, in a temporary folder."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("This measurement needs npm, which brings TimelineJS and vis-timeline.")
    named = [package for package, _folder, _page in _PEERS.values()]
    subprocess.run([npm, "install", "--silent", "--no-save", *named], cwd=folder, check=True)  # noqa: S603  # npm, as PATH has it
    return {name: folder / "node_modules" / inside for name, (_package, inside, _page) in _PEERS.items()}


def _entry() -> Any:
    """One published event with two statements, of which all others are copies."""
    from tests import factories

    claims = [
        factories.approved_claim(text=text)
        for text in (
            "Yuri Ushakov said that the ceasefire would be a breather for Ukrainian troops.",
            "Russia wants a long-term settlement that takes its interests into account.",
        )
    ]
    summary = "The aide rejected the proposed ceasefire on television and said that Russia wanted a settlement."
    return factories.published(claims=claims, title="Kremlin aide rejects the ceasefire", summary=summary)


def _corpus(entry: Any, size: int) -> list[dict[str, Any]]:
    """So many published events in all, spread over two years, with their statements; gives them for TimelineJS."""
    from tests.timeline.test_paging import copies
    from timeline.models import Entry, Statement

    there = Entry.objects.count()
    days = [(_FIRST + timedelta(days=number * 37 % _DAYS)).isoformat() for number in range(there, size)]
    made = copies(entry, days)
    said = list(entry.statements.all())
    fields = Statement._meta.concrete_fields  # noqa: SLF001  # Django's documented API
    same = [field.attname for field in fields if field.attname not in {"id", "entry_id"}]
    Statement.objects.bulk_create(
        Statement(entry=one, **{name: getattr(statement, name) for name in same})
        for one in made
        for statement in said
    )
    return _as_events(Entry.objects.order_by("occurred", "pk"))


def _as_events(entries: Iterable[Any]) -> list[dict[str, Any]]:
    """As TimelineJS wants them: title, summary, and what each statement says."""
    return [
        {
            "start_date": {"year": one.occurred.year, "month": one.occurred.month, "day": one.occurred.day},
            "text": {
                "headline": one.title,
                "text": f"<p>{one.summary}</p>" + "".join(f"<p>{line['text']}</p>" for line in one.lines),
            },
        }
        for one in entries
    ]


@contextmanager
def _theirs(package: Path, page: str, events: list[dict[str, Any]]) -> Iterator[str]:
    """A peer's page with these events, from this machine alone, compressed as well as gzip can."""
    document = json.dumps({"events": events}, ensure_ascii=False).encode()
    own = {"/": ("text/html", page.encode()), "/events.json": ("application/json", document)}
    kinds = {".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".woff2": "font/woff2"}
    packed: dict[str, tuple[str, bytes]] = {}

    def answer(path: str) -> tuple[str, bytes] | None:
        if path not in packed:
            file = package / path.lstrip("/")
            if path in own:
                kind, body = own[path]
            elif file.is_file() and package in file.resolve().parents:
                kind, body = kinds.get(file.suffix, "application/octet-stream"), file.read_bytes()
            else:
                return None
            packed[path] = kind, gzip.compress(body, 9, mtime=0)
        return packed[path]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = answer(self.path.partition("?")[0])
            kind, body = found or ("text/plain", gzip.compress(b""))
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Not a word."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


@contextmanager
def _chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = os.environ.get("ATTESTED_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", _ALONE])
        yield browser
        browser.close()


def _visit(browser: Any, name: str, address: str, slower: float) -> dict[str, float]:
    """One first visit, in a profile of its own: what it took until nothing long happened any more."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(_WATCH.replace("SELECTOR", json.dumps(_ENTRIES[name])))
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    asked: list[str] = []
    sizes: list[float] = []
    wire.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.wait_for_timeout(_UNTIL_OPEN)
    page.goto(address)
    page.wait_for_function("() => window.readyAt || !window.waits", timeout=120_000)
    while (told := page.evaluate(_TOLD))["now"] - max(told["long"], told["ready"]) < _STILL:
        if told["now"] > _PATIENCE:
            break  # what is told is then less than it took
        page.wait_for_timeout(250)
    wire.send("HeapProfiler.collectGarbage")
    heap = wire.send("Runtime.getHeapUsage")["usedSize"]
    context.close()
    return {
        "answered_ms": told["answer"],
        "first_contentful_paint_ms": told["paint"],
        "entries_painted_ms": told["shown"],
        "interactive_ms": max(told["long"], told["ready"], told["paint"]),
        "heap_mb": heap / 1e6,
        "dom_nodes": told["nodes"],
        "requests": len(sizes),
        "kilobytes": sum(sizes) / 1000,
        "refused_elsewhere": sum(url.startswith("http") and not url.startswith(address) for url in asked),
    }


def _tell(one: dict[str, Any]) -> None:
    print(f"\n{one['page']}, {one['events']:,} events")
    for name in one["runs"][0]:
        values = [run[name] for run in one["runs"]]
        print(f"  {name:<28} {ground.spread(values)}", flush=True)
