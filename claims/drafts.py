"""What a person typed into a form and did not send: found again when the form is opened."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BaseFormSet
from django.http import HttpRequest, QueryDict

from accounts.models import User
from claims.models import FormDraft
from lib.kept_questions import Given

# "new:<article>:<capture>:<first>-<after>" is the composer on a passage.
FORM = re.compile(r"(claim|event|suggestion):[1-9][0-9]{0,17}|new:[0-9]{1,18}:[0-9]{1,9}:[0-9]{1,9}-[0-9]{1,9}")
_NOT_TYPED = {"csrfmiddlewaretoken", "once", "version", "draft_of", "draft_version"}


def draft_of(request: HttpRequest, form: str) -> FormDraft | None:
    """This person's draft of a form; asked for once in a request."""
    known: dict[str, FormDraft | None] = request.__dict__.setdefault("drafts", {})
    if form not in known:
        user = request.user
        known[form] = FormDraft.objects.filter(user=user, form=form).first() if isinstance(user, User) else None
    return known[form]


def taken_up(request: HttpRequest, form: str) -> FormDraft | None:
    """The draft with which a form is to be filled in, where its person asked for that."""
    return draft_of(request, form) if request.GET.get("draft") == "take" else None


def typed(draft: FormDraft) -> QueryDict:
    """The draft as the browser would have sent it."""
    sent = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        sent.setlist(name, values)
    return sent


def to_keep(sent: QueryDict) -> dict[str, list[str]]:
    """What of a form is typed: everything but its tokens."""
    return {
        name: [str(value).replace("\0", "") for value in sent.getlist(name)]
        for name in sent
        if name not in _NOT_TYPED
    }


def without_faults(form: forms.BaseForm) -> Any:
    """A form that was filled in from a draft: what is missing in it yet is told when it is sent."""
    rows = (row for value in vars(form).values() if isinstance(value, BaseFormSet) for row in value.forms)
    for one in (form, *rows):
        one.errors.clear()
    return form


def new_claims_begun(on: Given, by: Given) -> QuerySet[FormDraft]:
    """Drafts of new claims on an article; it is given as `new_claims_on()`, and a person by their number."""
    return FormDraft.objects.filter(user=by, form__startswith=on)[:20]


def new_claims_on(article_id: int) -> str:
    """How the names of forms begin in which a new claim on an article is written."""
    return f"new:{article_id}:"


def passage_of(draft: FormDraft) -> dict[str, str]:
    """The passage that a new claim was begun on, as the composer's address names it."""
    return {name: (draft.fields.get(name) or [""])[0] for name in ("capture", "start", "end", "words")}
