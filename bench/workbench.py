"""Milliseconds from a key to the paint on the workbench: an article of 10,000 words with 300 passages."""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from bench import ground

# From the key's own time stamp to the task after the frame that shows what it did.
_WATCH = """
window.taken = [];
const afterPaint = (began) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => window.taken.push(performance.now() - began);
  channel.port2.postMessage(0);
});
addEventListener("keydown", (event) => window.ofSwaps || afterPaint(event.timeStamp), true);
let arrived, seen;
addEventListener("htmx:beforeSwap", () => { arrived = performance.now(); }, true);
const decided = ({ detail }) => window.ofSwaps && detail.requestConfig.verb === "post" && detail.xhr !== seen;
addEventListener("htmx:afterSettle", (event) => {  // once an answer, which settles in several places
  if (decided(event)) seen = event.detail.xhr, afterPaint(arrived);
});
const selecting = document.createRange.bind(document);
window.ranges = 0;
document.createRange = () => { window.ranges += 1; return selecting(); };
"""


def _article(words: int, passages: int) -> int:
    """An article with so many words and passages, every third of them a claim's; its id."""
    from django.utils import timezone

    from accounts.models import User
    from actors.models import Conflict
    from articles.models import Article, OriginGroup, Snapshot, Source
    from bench.words import LANGUAGES, Writer
    from claims import actions
    from claims.models import Suggestion, SuggestionRun

    chance = Random(1)
    text = "\n\n".join(Writer(LANGUAGES[0], chance).paragraphs(words))
    source = Source.objects.create(slug="bench", name="Bench", domain="bench.example", reliability="B")
    article = Article.objects.create(
        source=source, url="https://bench.example/1", title="A long article", language="en",
        published_edtf="2025-03-13", origin_group=OriginGroup.objects.create(),
    )  # fmt: skip
    capture = Snapshot.objects.create(
        article=article, number=1, sha256="0" * 64, media_type="text/plain", fetched_at=timezone.now(),
        title=article.title, text=text, language="en", extractor="bench",
    )  # fmt: skip
    run = SuggestionRun.objects.create(
        snapshot=capture, engine="bench", engine_version="1", dated=article.published_edtf, finished_at=timezone.now()
    )
    by, conflict = User.objects.get(username="bench"), Conflict.objects.all()[0]
    for number in range(passages):
        start = number * (len(text) - 400) // passages
        end = start + chance.randint(80, 400)  # so that many overlap
        start += len(text[start:end]) - len(text[start:end].lstrip())
        exact = text[start:end].rstrip()
        excerpt = actions.mark_passage(snapshot=capture, start=start, end=start + len(exact), exact=exact, by=by)
        says = f"What passage {number} says."
        if number % 3 == 2:
            content = actions.ClaimContent(conflict=conflict, text=says)
            actions.write_claim(excerpt=excerpt, content=content, by=by)
        else:
            columns = {"rule": "quote", "score": 0.9, "text": says, "kind": "fact", "directness": "paraphrase"}
            Suggestion.objects.create(run=run, excerpt=excerpt, language="en", **columns)
    return article.pk


@contextmanager
def _served() -> Iterator[str]:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


def _told(what: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    p95 = ordered[max(0, round(0.95 * len(ordered)) - 1)]
    print(f"{what:<34} median {statistics.median(ordered):6.1f}   p95 {p95:6.1f}   of {len(ordered)}", flush=True)


def _press(page: Any, keys: list[str], what: str) -> None:
    page.evaluate("window.taken = [], window.ranges = 0")
    for number, key in enumerate(keys, 1):
        page.keyboard.press(key)
        page.wait_for_function("number => window.taken.length >= number", arg=number)
    _told(what, page.evaluate("window.taken"))
    print(f"{'':<34} {page.evaluate('window.ranges') / len(keys):.1f} ranges made by document.createRange a press")


def _measure(page: Any, presses: int) -> None:
    page.evaluate("window.ofSwaps = false")
    _press(page, ["j"] * presses, "j")
    _press(page, ["k"] * presses, "k")
    _press(page, ["]"] * presses, "] (the next sentence)")
    page.evaluate("getSelection().removeAllRanges()")
    page.keyboard.press("/")
    _press(page, list("what he said of the truce then")[:presses], "typing in the field under the text")
    page.locator("#find-words").fill("")
    page.keyboard.press("Escape")
    page.locator("#cards > .is-pending").nth(20).click(position={"x": 4, "y": 4})
    page.keyboard.press("e")
    page.locator(".is-editing textarea").first.wait_for()
    _press(page, list("what he said of the truce then")[:presses], "typing in a card's form")
    page.keyboard.press("Escape")
    page.locator(".is-editing").wait_for(state="detached")
    page.evaluate("window.ofSwaps = true, window.taken = []")
    for number in range(1, presses + 1):
        page.keyboard.press("a")
        page.wait_for_function("number => window.taken.length >= number", arg=number)
    _told("a (answer there to next one shown)", page.evaluate("window.taken"))


def main(arguments: list[str]) -> int:
    """Print what each key costs, with the processor as it is and four times slower."""
    parser = argparse.ArgumentParser(prog="python -m bench workbench", description=__doc__)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--passages", type=int, default=300)
    parser.add_argument("--presses", type=int, default=30)
    options = parser.parse_args(arguments)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop of its own in this thread
    with ground.scratch():
        from django.contrib.auth.models import Group
        from django.test import Client
        from playwright.sync_api import sync_playwright

        from accounts.models import User

        editor = User.objects.create(username="bench")
        editor.groups.add(Group.objects.get(name="editor"))
        path = f"/desk/articles/{_article(options.words, options.passages)}/"
        client = Client()
        client.force_login(editor)
        answer = client.get(path)
        print(f"the page: {len(answer.content) / 1000:.0f} kB of HTML")
        with _served() as address, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=os.environ.get("ATTESTED_CHROMIUM") or None, args=["--no-sandbox"]
            )
            context = chromium.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
            context.set_default_timeout(60_000)
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
            context.add_init_script(_WATCH)
            page = context.new_page()
            for slower in (1, 4):
                page.goto(path)
                context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
                print(f"--- {slower} times slower; {page.locator('*').count()} elements")
                _measure(page, options.presses)
            chromium.close()
    return 0
