"""A request to the product as a server makes it, without a socket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bench.public_pages import Page


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes


class Browser:
    """Asks through all of the middleware, as WSGI does it."""

    def __init__(self) -> None:
        from django.core.handlers.wsgi import WSGIHandler

        self._application = WSGIHandler()

    def get(self, address: str, headers: dict[str, str] | None = None) -> Answer:
        """The answer, read to its end."""
        from django.test import RequestFactory

        request = RequestFactory(headers={"host": "localhost", **(headers or {})}).get(address)
        told: dict[str, Any] = {}

        def start(status: str, sent: list[tuple[str, str]], _error: Any = None) -> None:
            told.update(status=int(status.split(maxsplit=1)[0]), headers=dict(sent))

        parts = self._application(request.environ, start)
        try:
            content = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return Answer(told["status"], told["headers"], content)

    def page(self, page: Page) -> bytes:
        """A page that has to be answered as it says."""
        answer = self.get(page.address, page.headers)
        if answer.status != page.status:
            raise SystemExit(f"{page.name} ({page.address}) answers {answer.status}, not {page.status}.")
        return answer.content


def forget_html() -> None:
    """Cards and panels are made anew when a page is asked for next; the sets that they are counted from stay."""
    from timeline import card_html, panel

    card_html.forget()
    panel.forget()
