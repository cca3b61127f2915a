"""Code lists for what happened."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.enums import Verdict


class EventType(models.TextChoices):
    """PLOVER's sixteen top-level event types (PLOVER codebook, Open Event Data Alliance), and a mere statement."""

    AGREE = "agree", pgettext_lazy("event", "agreement")
    CONSULT = "consult", pgettext_lazy("event", "talks")
    SUPPORT = "support", pgettext_lazy("event", "support")
    CONCEDE = "concede", pgettext_lazy("event", "concession")
    COOPERATE = "cooperate", pgettext_lazy("event", "cooperation")
    AID = "aid", pgettext_lazy("event", "aid")
    RETREAT = "retreat", pgettext_lazy("event", "retreat or release")
    REQUEST = "request", pgettext_lazy("event", "request or demand")
    ACCUSE = "accuse", pgettext_lazy("event", "accusation")
    REJECT = "reject", pgettext_lazy("event", "rejection")
    THREATEN = "threaten", pgettext_lazy("event", "threat")
    PROTEST = "protest", pgettext_lazy("event", "protest")
    SANCTION = "sanction", pgettext_lazy("event", "sanction")
    MOBILIZE = "mobilize", pgettext_lazy("event", "mobilisation")
    COERCE = "coerce", pgettext_lazy("event", "coercion")
    ASSAULT = "assault", pgettext_lazy("event", "armed attack")
    STATEMENT = "statement", pgettext_lazy("event", "statement")


class EventRole(models.TextChoices):
    SOURCE = "source", pgettext_lazy("role", "acting")
    TARGET = "target", pgettext_lazy("role", "acted upon")
    PARTICIPANT = "participant", pgettext_lazy("role", "taking part")
    HOST = "host", pgettext_lazy("role", "host")
    MEDIATOR = "mediator", pgettext_lazy("role", "mediator")


class FigureKind(models.TextChoices):
    """Whom a figure counts."""

    KILLED = "killed", pgettext_lazy("people", "killed")
    WOUNDED = "wounded", pgettext_lazy("people", "wounded")
    MISSING = "missing", pgettext_lazy("people", "missing")
    CAPTURED = "captured", pgettext_lazy("people", "captured or exchanged")
    DISPLACED = "displaced", pgettext_lazy("people", "displaced")


class EventLinkKind(models.TextChoices):
    """How an event stands to an earlier or a wider one, read from the event that says so.

    After CIDOC CRM (ISO 21127:2023): P15 was influenced by, which claims no more than "some bearing upon it"; P17 was
    motivated by; and P9i forms part of. None of them says that the one was the only cause of the other.
    """

    FOLLOWS = "follows", _("followed from")
    ANSWERS = "answers", _("in answer to")
    PART = "part", _("part of")


# The same kinds, read from the other event.
SEEN_FROM_THE_OTHER = {
    EventLinkKind.FOLLOWS: _("led to"),
    EventLinkKind.ANSWERS: _("answered by"),
    EventLinkKind.PART: _("includes"),
}


class ScheduleState(models.TextChoices):
    """What became of a publication that was to come later."""

    WAITING = "waiting", pgettext_lazy("schedule", "waiting")
    DONE = "done", pgettext_lazy("schedule", "published")
    FAILED = "failed", pgettext_lazy("schedule", "failed")
    CANCELLED = "cancelled", pgettext_lazy("schedule", "cancelled")


# From the most doubtful to the best founded; an entry is as sound as its most doubtful statement.
_DOUBT = [
    Verdict.DISPUTED,
    Verdict.UNVERIFIABLE,
    Verdict.UNVERIFIED,
    Verdict.CORROBORATED,
    Verdict.VERIFIED,
]
_CONTESTED = {Verdict.DISPUTED, Verdict.MISLEADING, Verdict.FALSE}


def overall_verdict(verdicts: list[str]) -> str:
    """One verdict for an entry from those of its statements.

    Statements that agree give their common verdict. Where any is contested (disputed, misleading or false) beside
    others, the entry is disputed; otherwise it is as sound as its most doubtful statement.
    """
    found = {Verdict(verdict) for verdict in verdicts}
    if len(found) == 1:
        return found.pop().value
    if found & _CONTESTED:
        return Verdict.DISPUTED.value
    return next(verdict.value for verdict in _DOUBT if verdict in found)


class NewsKind(models.TextChoices):
    """What a follower is told of an event."""

    NEW = "new", pgettext_lazy("news", "new")
    ADDED = "added", pgettext_lazy("news", "something was added")
    CORRECTED = "corrected", pgettext_lazy("news", "corrected")
    WITHDRAWN = "withdrawn", pgettext_lazy("news", "withdrawn")


class MailRhythm(models.TextChoices):
    """How often what a saved search finds is sent by mail."""

    NEVER = "never", pgettext_lazy("mail", "never")
    ONCE = "once", pgettext_lazy("mail", "at once")
    DAILY = "daily", pgettext_lazy("mail", "once a day, if there is something")
    WEEKLY = "weekly", pgettext_lazy("mail", "once a week, if there is something")
