"""The bookmark that sends us the page which a browser shows."""

from urllib.parse import quote

from django.template.loader import render_to_string


def bookmarklet(*, endpoint: str, token: str) -> str:
    """A `javascript:` address that posts the page's address and its DOM, with the token, to `endpoint`."""
    script = render_to_string("articles/bookmarklet.js", {"endpoint": endpoint, "token": token})
    return "javascript:" + quote(" ".join(script.split()), safe="(){}[];,.=+!?&|:/'")
