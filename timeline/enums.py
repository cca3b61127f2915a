"""Code lists for what happened."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.enums import Verdict


class EventType(models.TextChoices):
    """PLOVER's sixteen top-level event types (PLOVER codebook, Open Event Data Alliance), and a mere statement."""

    AGREE = "agree", "agreement"
    CONSULT = "consult", "talks"
    SUPPORT = "support", "support"
    CONCEDE = "concede", "concession"
    COOPERATE = "cooperate", "cooperation"
    AID = "aid", "aid"
    RETREAT = "retreat", "retreat or release"
    REQUEST = "request", "request or demand"
    ACCUSE = "accuse", "accusation"
    REJECT = "reject", "rejection"
    THREATEN = "threaten", "threat"
    PROTEST = "protest", "protest"
    SANCTION = "sanction", "sanction"
    MOBILIZE = "mobilize", "mobilisation"
    COERCE = "coerce", "coercion"
    ASSAULT = "assault", "armed attack"
    STATEMENT = "statement", "statement"


class EventRole(models.TextChoices):
    SOURCE = "source", "acting"
    TARGET = "target", "acted upon"
    PARTICIPANT = "participant", "taking part"
    HOST = "host", "host"
    MEDIATOR = "mediator", "mediator"


class FigureKind(models.TextChoices):
    """Whom a figure counts."""

    KILLED = "killed", "killed"
    WOUNDED = "wounded", "wounded"
    MISSING = "missing", "missing"
    CAPTURED = "captured", "captured or exchanged"
    DISPLACED = "displaced", "displaced"


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

    WAITING = "waiting", "waiting"
    DONE = "done", "published"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"


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

    NEW = "new", "new"
    ADDED = "added", "something was added"
    CORRECTED = "corrected", "corrected"
    WITHDRAWN = "withdrawn", "withdrawn"


class MailRhythm(models.TextChoices):
    """How often what a saved search finds is sent by mail."""

    NEVER = "never", "never"
    ONCE = "once", "at once"
    DAILY = "daily", "once a day, if there is something"
    WEEKLY = "weekly", "once a week, if there is something"
