"""Asking the internet for pages, when anybody may have written the address and anything may answer.

`client` follows one address to its answer. At each hop `address` judges what is written, `connection` resolves the
name and connects only to an address that `public` lets pass, and `decoding` unpacks the body within its limits.
"""

from articles.ingest.fetch.answer import Fetched
from articles.ingest.fetch.client import fetch, post
from articles.ingest.fetch.errors import Cause, FetchError
from articles.ingest.fetch.limits import Limits

__all__ = ["Cause", "FetchError", "Fetched", "Limits", "fetch", "post"]
