"""Why an address gave no answer, in words for an editor."""

from django.db import models


class Cause(models.TextChoices):
    BAD_ADDRESS = "bad_address", "not a web address"
    FORBIDDEN_ADDRESS = "forbidden_address", "not on the public internet"
    NAME_NOT_FOUND = "name_not_found", "no server of that name"
    NO_CONNECTION = "no_connection", "no connection"
    TIMEOUT = "timeout", "too slow"
    TLS = "tls", "no secure connection"
    TOO_LARGE = "too_large", "too large"
    DECOMPRESSION_BOMB = "decompression_bomb", "packed beyond measure"
    UNKNOWN_ENCODING = "unknown_encoding", "packed in a way that we do not read"
    TOO_MANY_REDIRECTS = "too_many_redirects", "led on too often"
    BROKEN_ANSWER = "broken_answer", "broken answer"
    ROBOTS = "robots", "robots.txt does not allow it"


class FetchError(Exception):
    """There is no answer; the message says why, and `retry` whether another time may be better."""

    def __init__(self, cause: Cause, message: str, *, retry: bool) -> None:
        super().__init__(message)
        self.cause = cause
        self.retry = retry
