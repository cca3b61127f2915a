"""The pictures of the README, taken from a running demo: `.venv/bin/python docs/screenshots.py [ADDRESS]`.

Needs what `bin/test` installs. ADDRESS is where `bin/up` serves, http://127.0.0.1:8000 unless given.

With `--look FOLDER` it writes the readers' main pages instead, at 390, 768 and 1440 px, in light and in dark, into
that folder, to be looked at; it says which of them run off their side or have something in the console, and then
exits with 1.
"""

import argparse
import os
import shutil
import sys
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from config.services.secrets import demo_password  # noqa: E402  # the repository's root is on the path only now

WIDE = {"width": 1440, "height": 900}


def page_of(browser: Browser, address: str) -> Page:
    """A page of a fresh browser profile in light colours."""
    context = browser.new_context(viewport=WIDE, color_scheme="light", base_url=address)
    return context.new_page()


def take(browser: Browser, address: str) -> None:
    """Write every picture beside this file."""
    reader = page_of(browser, address)
    reader.goto("/?to=2025-03-13")
    reader.screenshot(path=FOLDER / "timeline.png")
    reader.get_by_role("link", name="Kremlin aide rejects").first.click()
    reader.screenshot(path=FOLDER / "event.png")

    reader.goto("/issues/?on=2025-03-18&since=2025-03-12")
    reader.screenshot(path=FOLDER / "issues.png")

    editor = page_of(browser, address)
    editor.goto("/desk/")
    editor.get_by_label("User name").fill("editor")
    editor.get_by_label("Password").fill(demo_password())
    editor.get_by_role("button", name="Log in").click()
    # The inbox has one card for a report; the page of its origin leads to each outlet that carries it.
    editor.get_by_role("link", name="same report in 4 outlets").click()
    for _ in ("the page of the origin, of this outlet", "its workbench"):
        editor.get_by_role("link", name="Kremlin aide calls US ceasefire plan").first.click()
    editor.wait_for_selector(".passage[aria-current]")
    editor.screenshot(path=FOLDER / "workbench.png")


READERS = {
    "timeline": "/",
    "search": "/?q=ceasefire+Зеленський",
    "nothing": "/?q=ceasfire",
    "contested": "/?contested=1",
    "as-known": "/?as_of=2025-03-13",
    "refused": "/?from=yesterday",
    "map": "/?view=map",
    "changes": "/changes/?since=2025-03-01",
    "corrections": "/corrections/",
    "follow": "/follow/?verdict=verified",
    "outlets": "/choices/source/",
    "embed": "/embed/",
    "embed-strip": "/embed/strip/",
    "about": "/about/",
    "issues": "/issues/?on=2025-03-13",
    "issues-shifts": "/issues/?on=2025-03-18&since=2025-03-12",
    "issue": "/issues/30-day-ceasefire/?on=2025-03-19",
    "issue-of-parts": "/issues/ceasefire/",
    "compare": "/compare/?actor=russia&actor=ukraine&on=2025-03-19",
    "embed-issues": "/embed/issues/?on=2025-03-18",
    "actors": "/actors/",
    "actor": "/actors/yuri-ushakov/",
    "actor-side": "/actors/russia/",
    "commitments": "/commitments/",
    "issues-uk": "/uk/issues/?on=2025-03-18",
    "timeline-uk": "/uk/",
    "timeline-ru": "/ru/",
}
WIDTHS = (390, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def console_of(page: Page) -> list[str]:
    """What the page says in its console from now on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    return said


def look(browser: Browser, address: str, folder: Path) -> list[str]:
    """Write the readers' pages in every width and scheme; what is wrong with them."""
    folder.mkdir(parents=True, exist_ok=True)
    faults = []
    for width, scheme in product(WIDTHS, SCHEMES):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=address)
        page = context.new_page()
        said = console_of(page)
        page.goto("/")
        event = page.locator(".entry-title a").first.get_attribute("href") or "/"
        for name, path in (READERS | {"event": event, "event-uk": f"/uk{event}"}).items():
            page.goto(path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            # A page that refuses a question answers 400, which the console says.
            told = [one for one in said if name != "refused" or "400" not in one]
            told += [f"{over} px off its side"] if over > 0 else []
            faults += [f"{name}, {width} px, {scheme}: {one}" for one in told]
            said.clear()
        context.close()
    return faults


def main() -> None:
    """Start a Chromium and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--look", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    chromium = os.environ.get("ATTESTED_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if options.look:
            faults = look(browser, options.address, options.look)
            sys.exit("\n".join(faults))
        take(browser, options.address)
        browser.close()
    for picture in sorted(FOLDER.glob("*.png")):
        print(f"{picture.relative_to(FOLDER.parent)} … {picture.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
