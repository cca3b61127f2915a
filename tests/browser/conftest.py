"""One Chromium for all browser tests, people in contexts of their own, and what must never happen in any of them."""

import os
from urllib.parse import urlsplit

import pytest

# Playwright's synchronous interface runs a loop of its own in this thread; Django would take it for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=os.environ.get("ATTESTED_CHROMIUM") or None,
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
                *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            ],
        )
        yield started
        started.close()


class Watch:
    """What went wrong in any page: console errors, exceptions, requests to other hosts."""

    def __init__(self, host):
        self.host = host
        self.faults = []

    def over(self, context):
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"exception: {error.error}"))
        context.on("request", self._request)
        return context

    def _console(self, message):
        if message.type in {"error", "warning"}:
            self.faults.append(f"console {message.type}: {message.text}")

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.netloc != self.host:
            self.faults.append(f"request to {request.url}")


@pytest.fixture
def watch(live_server):
    watching = Watch(urlsplit(live_server.url).netloc)
    yield watching
    assert watching.faults == []


@pytest.fixture
def visit(chromium, live_server, watch):
    """A page in a context of its own: `visit("/path", **options of the context)`."""
    contexts = []

    def open_page(path="/", **options):
        options = {"viewport": WIDE, "base_url": live_server.url} | options
        context = watch.over(chromium.new_context(**options))
        context.set_default_timeout(30_000)  # machines that run tests are slow and shared
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def log_in(visit):
    """A page of somebody who has logged in through the form."""

    def enter(username, password, path="/desk/", **options):
        page = visit(path, **options)
        page.get_by_label("User name").fill(username)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"**{path}")
        return page

    return enter
