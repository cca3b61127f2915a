"""Why a document is no list of pieces, in words for the person who follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lib.outbox import PermanentError

if TYPE_CHECKING:
    from articles.feeds.discovery import Candidate


class FeedError(PermanentError):
    """These bytes give no pieces; the message says why."""


class BrokenFeedError(FeedError):
    """It may be a feed, but it cannot be read; `line` is where, 0 where no line is to blame."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(f"{message} (line {line:,})" if line else message, cause="broken_feed")
        self.line = line


class NotAFeedError(FeedError):
    """It is something else; `feeds` are the feeds that a web page names, the best first."""

    def __init__(self, message: str, *, feeds: list[Candidate] | None = None) -> None:
        super().__init__(message, cause="not_a_feed")
        self.feeds = feeds or []
