"""How the desk shows stages and dates: a shape and a word, and dates as they are understood."""

from typing import Any

from django import template
from django.db.models import Func, IntegerField, QuerySet, Subquery
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import Notification, User
from claims.changed_sources import unsettled
from claims.enums import Decision, Stage
from claims.models import Claim
from lib.edtf_dates import FuzzyDate

register = template.Library()

_STAGE_SHAPES = {
    Stage.DRAFT: "◌",
    Stage.IN_REVIEW: "◔",
    Stage.APPROVED: "✓",
    Stage.RETRACTED: "⊘",
    Stage.DISMISSED: "–",
}
_DECISION_SHAPES = {
    Decision.PENDING: "?",
    Decision.ACCEPTED: "✓",
    Decision.EDITED: "✎",
    Decision.REJECTED: "✕",
    Decision.SAME: "=",
}


@register.simple_tag
def stage(value: str) -> SafeString:
    """The mark and word of a stage, such as "◔ in review"."""
    found = Stage(value)
    return format_html(
        '<span class="stage stage-{}"><span class="mark" aria-hidden="true">{}</span>{}</span>',
        found.value,
        _STAGE_SHAPES[found],
        found.label,
    )


@register.simple_tag
def decision(value: str) -> SafeString:
    """The mark and words of what became of a suggestion, such as "✎ accepted with changes"."""
    found = Decision(value)
    return format_html(
        '<span class="stage"><span class="mark" aria-hidden="true">{}</span>{}</span>',
        _DECISION_SHAPES[found],
        found.label,
    )


@register.simple_tag
def waiting_for(user: User) -> int:
    """How many claims wait for a decision or a confirmation that this person may make."""
    if not user.has_perm("claims.review_claim"):
        return 0
    return (Claim.objects.awaiting_review() | Claim.objects.unconfirmed()).reviewable_by(user).count()


@register.filter
def date_words(edtf: str | None) -> str:
    """An EDTF text in words; nothing for an unknown date or one that cannot be read."""
    try:
        return str(FuzzyDate.parse(edtf)) if edtf else ""
    except ValueError:
        return ""


@register.filter
def web_address(url: str) -> str:
    """The URL where it is one of the web, otherwise ""; feeds are not trusted to give nothing else."""
    return url if url.lower().startswith(("https://", "http://")) else ""


@register.simple_tag
def nav_counts(user: User) -> dict[str, int]:
    """What is new to this person: `unread` notifications, and `changed`, passages that claims rest on and that are
    gone from their articles with nobody's word on it. Every page of the desk asks this, so it is one question.
    """
    unread = Notification.objects.unread().filter(user=user, shown=True)
    found = User.objects.filter(pk=user.pk).annotate(unread=_count(unread), changed=_count(unsettled()))
    number_unread, number_changed = found.values_list("unread", "changed")[0]
    return {"unread": number_unread, "changed": number_changed}


def _count(rows: QuerySet[Any]) -> Subquery:
    """How many rows, as a question within another one."""
    number = Func("pk", template="COUNT(DISTINCT %(expressions)s)", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(number=number).values("number"))
