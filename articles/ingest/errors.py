"""What stands in the way of an article, in words for the person who brought it."""

from lib.outbox import PermanentError


class UnreadableError(PermanentError):
    """These bytes will never become an article; the message says why."""

    def __init__(self, message: str, *, cause: str = "unreadable") -> None:
        super().__init__(message, cause=cause)


class RemovedError(UnreadableError):
    """The page says that the article which was here has been taken away."""

    def __init__(self, message: str) -> None:
        super().__init__(message, cause="removed")
