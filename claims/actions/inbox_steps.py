"""What people do to the reports of the inbox, to one or to several at once; each is a step that can be undone."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions import notify
from accounts.enums import NotificationKind
from accounts.models import User
from claims.models import InboxItem, InboxStep
from lib.attributed import attributed, require

MOST = 200
_MAX_REASON = 300
# What a step may change, each with how it is read back from JSON.
_COLUMNS: dict[str, Callable[[Any], Any]] = {
    "assignee_id": lambda value: value,
    "snoozed_until": lambda value: parse_datetime(value) if value else None,
    "dismissed_at": lambda value: parse_datetime(value) if value else None,
    "dismissed_by_id": lambda value: value,
    "dismissal": str,
}


@dataclass(frozen=True)
class Undone:
    """What came of undoing a step."""

    restored: int
    changed_since: tuple[InboxItem, ...] = ()
    gone: int = 0

    def __str__(self) -> str:
        words = ngettext("Undone for %(number)s report.", "Undone for %(number)s reports.", self.restored)
        said = [words % {"number": self.restored} if self.restored else _("Nothing was undone.")]
        if self.changed_since:
            titles = ", ".join(f"“{item}”" for item in self.changed_since[:5])
            more = len(self.changed_since) - 5
            if more > 0:
                words = _("Somebody has changed %(titles)s and %(number)s more since: left as it stands.")
            else:
                words = _("Somebody has changed %(titles)s since: left as it stands.")
            said.append(words % {"titles": titles, "number": more})
        if self.gone:
            words = ngettext(
                "%(number)s report went into another since.", "%(number)s reports went into another since.", self.gone
            )
            said.append(words % {"number": self.gone})
        return " ".join(said)


def assign_items(*, items: Collection[int], to: User | None, by: User) -> InboxStep:
    """Say whose these reports are to do, or that they are nobody's; who gets them is told."""
    require(by, "claims.use_desk")
    if to is not None and not (to.is_active and to.has_perm("claims.use_desk")):
        raise ValidationError({"to": _("That person does not work at the desk.")})
    did = "took {}" if to == by else f"assigned {{}} to {to or 'nobody'}"
    step = _step(items, by, did, assignee_id=to.pk if to else None)
    if to is not None and (number := len(step.before)):
        titles = InboxItem.objects.filter(pk=step.before[0]["item"]).select_related("article").first()
        notify(
            people=[to],
            kind=NotificationKind.ASSIGNED,
            text=lambda: _assigned_to_you(by, titles, number - 1),
            path="/desk/?show=mine",
            key=f"inbox-step:{step.pk}",
            by=by,
        )
    return step


def _assigned_to_you(by: User, first: InboxItem | None, more: int) -> str:
    words = _("%(name)s assigned to you: %(title)s and %(number)s more")
    words = words if more else _("%(name)s assigned to you: %(title)s")
    return words % {"name": by, "title": first, "number": more}


def snooze_items(*, items: Collection[int], until: datetime, by: User) -> InboxStep:
    """Put these reports off: they come back by themselves."""
    require(by, "claims.use_desk")
    if until <= timezone.now():
        raise ValidationError({"until": _("Choose a time that is still to come.")})
    return _step(items, by, f"put off {{}} until {until:%-d %B %Y, %H:%M} UTC", snoozed_until=until)


def dismiss_items(*, items: Collection[int], reason: str, by: User) -> InboxStep:
    """Say that the desk wants nothing of these reports, and why. Raises ValidationError (naming `reason`) without."""
    require(by, "claims.decide_suggestion")
    reason = " ".join(reason.split())
    if not reason or len(reason) > _MAX_REASON:
        raise ValidationError({"reason": _("Say why, in at most %(number)s characters.") % {"number": _MAX_REASON}})
    return _step(items, by, "dismissed {}", dismissed_at=timezone.now(), dismissed_by_id=by.pk, dismissal=reason)


def reopen_items(*, items: Collection[int], by: User) -> InboxStep:
    """Bring back what was dismissed or put off."""
    require(by, "claims.use_desk")
    if InboxItem.objects.dismissed().filter(pk__in=items).exists():
        require(by, "claims.decide_suggestion")
    return _step(items, by, "re-opened {}", snoozed_until=None, dismissed_at=None, dismissed_by_id=None, dismissal="")


def undo_step(*, step: InboxStep, by: User) -> Undone:
    """Put back what this step changed, wherever it still stands as the step left it; a second time does nothing."""
    require(by, "claims.use_desk")
    if step.by_id != by.pk:
        raise PermissionDenied(_("Somebody else did that."))
    with attributed(by, f"undid: {step.did}"):
        held = InboxStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
        if held.undone_at is not None:
            return Undone(0)
        if any("dismissed_at" in row for row in held.before):
            require(by, "claims.decide_suggestion")
        items = {item.pk: item for item in _held([row["item"] for row in held.before])}
        restored, kept = 0, []
        for before, after in zip(held.before, held.after, strict=True):
            item = items.get(before["item"])
            if item is None:
                continue
            names = [name for name in before if name != "item"]
            if all(getattr(item, name) == _COLUMNS[name](after[name]) for name in names):
                _set(item, {name: _COLUMNS[name](before[name]) for name in names})
                restored += 1
            else:
                kept.append(item)
        held.undone_at = timezone.now()
        held.save(update_fields=["undone_at"])
    return Undone(restored, tuple(kept), len(held.before) - len(items))


def _step(items: Collection[int], by: User, did: str, **columns: Any) -> InboxStep:
    """Change the columns of these reports and keep how they stood.

    What is so already is no part of the step, and a step that changes nothing is not kept (it has no `pk`).
    """
    if not items:
        raise ValidationError({"items": _("Choose at least one report.")})
    if len(items) > MOST:
        raise ValidationError({"items": _("At most %(number)s reports at once.") % {"number": MOST}})
    with attributed(by, did.replace("{}", "reports of the inbox", 1)):
        before, after = [], []
        for item in _held(items):
            changed = {name: value for name, value in columns.items() if getattr(item, name) != value}
            if not changed or _dismissed_already(item, columns):
                continue
            before.append({"item": item.pk, **{name: _plain(getattr(item, name)) for name in changed}})
            after.append({"item": item.pk, **{name: _plain(value) for name, value in changed.items()}})
            _set(item, changed)
        step = InboxStep(by=by, did=did.replace("{}", _reports(len(before)), 1)[:200], before=before, after=after)
        if before:
            step.save()
        return step


def _dismissed_already(item: InboxItem, columns: dict[str, Any]) -> bool:
    """Who dismissed first, and why, stays."""
    return item.dismissed_at is not None and columns.get("dismissed_at") is not None


def _held(items: Collection[int]) -> list[InboxItem]:
    """Locked in one order, whoever asks: two people at the same reports wait for each other, and no more."""
    found = InboxItem.objects.filter(pk__in=items).select_related("article").order_by("pk")
    return list(found.select_for_update(of=("self",)))


def _set(item: InboxItem, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(item, name, value)
    item.save(update_fields=list(columns))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _reports(number: int) -> str:
    return f"{number} report{'' if number == 1 else 's'}"
