"""Which language a request is answered in: that of its address and nothing else, so that any cache may keep it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from lib.languages import language_of


class LanguageMiddleware:
    """Django's LocaleMiddleware also asks cookies and browsers, and says so with `Vary`; one URL is one page here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, made in the language of the address; the thread has no language of its own afterwards."""
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", language)
        return response
