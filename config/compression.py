"""Answers made of words travel compressed, also where no proxy stands in front of us."""

import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Pictures, archives and captured pages as they came are compressed already, or are to be taken as they are.
_WORDS = re.compile(r"text/|image/svg\+xml|application/(?:[\w.-]+\+)?(?:json|xml|javascript|x-ndjson)\b")


class CompressionMiddleware(GZipMiddleware):
    """Django's own gzip, for words alone.

    It makes an ETag weak, varies by Accept-Encoding, and hides the length of pages with tokens in them behind random
    bytes (the Heal the BREACH method). Style sheets and scripts are not its matter: WhiteNoise has them compressed
    on disk.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed if it is words and the asker takes gzip."""
        if not _WORDS.match(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)
