"""The pictures of the README, taken from a running demo: `.venv/bin/python docs/screenshots.py [ADDRESS]`.

Needs what `bin/test` installs. ADDRESS is where `bin/up` serves, http://127.0.0.1:8000 unless given.
"""

import os
import shutil
import sys
from pathlib import Path

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


def main() -> None:
    """Start a Chromium and take the pictures."""
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    chromium = os.environ.get("ATTESTED_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        take(browser, address)
        browser.close()
    for picture in sorted(FOLDER.glob("*.png")):
        print(f"{picture.relative_to(FOLDER.parent)} … {picture.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
