"""The API's part about articles: bringing them in, and seeing how far that is."""

from datetime import datetime
from typing import Any, Literal, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status, UploadedFile
from pydantic import ConfigDict, Field, model_validator

from accounts.actions import bearer_of
from accounts.enums import TokenScope
from accounts.models import User
from accounts.tokens import Bearer
from articles import actions
from articles.enums import Via
from articles.ingest.errors import UnreadableError
from articles.ingest.formats import check_size, media_type_of
from articles.ingest.formats.piece import date_of
from articles.models import Fetch, IngestJob, Source
from lib.outbox import JobState
from lib.problems import problem

router = Router(tags=["articles"])
_programs = Bearer(TokenScope.INGEST)
Kind = Literal["fetch", "job"]


class NewArticle(Schema):
    """An address to fetch, or a text with what is known of it."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field("", max_length=1000, description="Where it is. Without a text it is fetched from there.")
    text: str = Field("", description="The article's text; empty to have it fetched.")
    title: str = Field("", max_length=500, description="Its first line, where this is empty.")
    byline: str = Field("", max_length=300)
    source: str = Field("", max_length=80, description="The slug of its outlet; by its address, where this is empty.")
    language: str = Field("", max_length=8, description="ISO 639-1; told from the text, where this is empty.")
    published: str = Field("", max_length=64, description="EDTF, such as 2025-03-13T14:20:00+02:00 or 2025-03.")

    @model_validator(mode="after")
    def something(self) -> "NewArticle":
        """There has to be an address or a text, and a date that is one, of an outlet that there is."""
        if not self.url.strip() and not self.text.strip():
            raise ValueError("either url or text is needed")
        if not self.text.strip() and (self.title or self.byline or self.source or self.language or self.published):
            raise ValueError("what is said of an article needs its text; what is fetched says it itself")
        try:
            date_of(self.published)
        except UnreadableError as error:
            raise ValueError(f"published: {error}") from error
        return self


class Progress(Schema):
    """How far something is that was asked for."""

    href: str = Field(description="Where this can be asked for again.")
    state: JobState
    outcome: str = Field(description="new, updated, unchanged, duplicate, opened, listed, gone; empty until then.")
    error: str = Field(description="Why it failed, or what it waits for, in plain words.")
    cause: str = Field(description="The same in one word, for counting.")
    article: int | None = Field(description="The number of the article that it became.")
    created_at: datetime
    finished_at: datetime | None


@router.post("articles", auth=_programs, response={202: Progress, 200: Progress}, summary="Bring an article in")
def bring_in(request: HttpRequest, new: NewArticle) -> Any:
    """202 where there is work to do, and 200 for what was brought in before; either says where to ask for more."""
    by = _person(request)
    if new.source and not Source.objects.filter(slug=new.source).exists():
        return _field("source", "There is no outlet with this slug.")
    job: Fetch | IngestJob
    try:
        if new.text.strip():
            job, asked = actions.bring_in_text(by=by, via=Via.API, **new.model_dump())
        else:
            job, asked = actions.request_fetch(url=new.url, by=by)
    except UnreadableError as error:
        return _field("url" if new.url else "text", str(error))
    return Status(202 if asked else 200, _progress(job))


@router.post("articles/files", auth=_programs, response={202: Progress, 200: Progress}, summary="Bring a file in")
def bring_in_file(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Any format that is read, by the ending of its name; a web archive becomes one article for each of its pages."""
    try:
        check_size(file.size or 0, media_type_of(file.name or ""))  # before it is in memory
        job, asked = actions.bring_in_document(data=file.read(), name=file.name or "", by=_person(request))
    except UnreadableError as error:
        return _field("file", str(error))
    return Status(202 if asked else 200, _progress(job))


@router.get("articles/requests/{kind}/{pk}", auth=_programs, response=Progress, summary="How far is it?")
def progress(request: HttpRequest, kind: Kind, pk: int) -> Any:  # noqa: ARG001  # ninja's
    """A fetch that has brought something goes on as the reading of it."""
    model: type[Fetch | IngestJob] = Fetch if kind == "fetch" else IngestJob
    return _progress(get_object_or_404(model, pk=pk))  # type: ignore[arg-type]  # one of the two


@router.post("captures", auth=None, include_in_schema=False)
def capture(request: HttpRequest, url: Form[str], token: Form[str], page: File[UploadedFile]) -> HttpResponse:
    """The page that somebody's browser shows, sent by their bookmarklet in a form: a person reads the answer.

    It shows a token in place of a session, so that no other site can have a browser send pages in somebody's name.
    """
    by = bearer_of(token, TokenScope.CAPTURE)
    if by is None:
        return _not_sent(request, 401, _("The bookmarklet was revoked, or is not whole. Make a new one."))
    if not by.has_perm("articles.ingest_article"):
        return _not_sent(request, 403, _("Your role does not allow bringing articles in."))
    if url.startswith(request.build_absolute_uri("/")):
        return _not_sent(request, 422, _("This is a page of Attested itself."))
    try:
        check_size(page.size or 0)
        actions.bring_in_page(page=page.read(), url=url, by=by)
    except UnreadableError as error:
        return _not_sent(request, 422, f"{error}.")
    return redirect("articles:incoming")


def _not_sent(request: HttpRequest, status: int, why: str) -> HttpResponse:
    return render(request, "articles/not_sent.html", {"nav": "desk", "why": why[:1].upper() + why[1:]}, status=status)


def _person(request: HttpRequest) -> User:
    return cast("User", request.auth)  # type: ignore[attr-defined]  # ninja puts it there


def _field(name: str, why: str) -> HttpResponse:
    return problem(400, why[:1].upper() + why[1:], errors=[{"pointer": name, "detail": why}])


def _progress(job: Fetch | IngestJob) -> dict[str, Any]:
    kind = "fetch" if isinstance(job, Fetch) else "job"
    last: Fetch | IngestJob = (isinstance(job, Fetch) and job.ingest_job) or job
    snapshot = last.snapshot if isinstance(last, IngestJob) else None
    return {
        "href": reverse("api:progress", args=[kind, job.pk]),
        "state": last.state,
        "outcome": last.outcome,
        "error": last.error,
        "cause": last.cause,
        "article": snapshot.article_id if snapshot else None,
        "created_at": job.created_at,
        "finished_at": last.finished_at,
    }
