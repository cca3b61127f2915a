"""What the newsroom took back or changed: verdicts of claims, and published facts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.reports import Asked, Cell, Column, Report
from claims.reports.tables import Cells, Rows
from claims.reports.verdicts import CHANGES, verdict_changes, verdict_steps, versions
from timeline.cards import revision_url
from timeline.models import Entry
from timeline.reports.published import statements_of

_VERDICT_COLUMNS = (
    Column("at", _("When"), "moment"),
    Column("claim", _("No."), "number", only_file=True),
    Column("text", _("Claim"), "long"),
    Column("before", _("Verdict before"), "verdict"),
    Column("after", _("After"), "verdict"),
    Column("did", _("What")),
    Column("by", _("By")),
    Column("why", _("Why"), "long"),
    Column("published", _("Published as"), "verdict"),
    Column("event", _("In the event")),
)


def _steps(asked: Asked) -> Rows:
    return list(verdict_steps(asked).values_list("pgh_id", flat=True))


def _read_verdicts(_asked: Asked, rows: list[int]) -> list[Cells]:
    found_again = versions().filter(pgh_id__in=rows).select_related("pgh_context").order_by("-pgh_id")
    steps = verdict_changes(list(found_again))
    seen = statements_of(step.claim for step in steps)
    found: list[Cells] = []
    for step in steps:
        live = next(iter(seen.get(step.claim, [])), None)
        found.append(
            [
                Cell(step.at),
                Cell(step.claim),
                Cell(step.text, reverse("claims:claim", args=[step.claim])),
                Cell(step.before),
                Cell(step.after),
                Cell(step.did),
                Cell(step.who),
                Cell(step.why),
                Cell(live.verdict if live else ""),
                Cell(live.entry.title, live.entry.get_absolute_url()) if live else Cell(""),
            ]
        )
    return found


VERDICTS = Report(
    name="verdicts",
    title=_("Verdict changes"),
    says=_("Verdicts that were changed or taken back: by whom, when and why."),
    caption=_("Verdict changes, newest first"),
    columns=lambda _asked: _VERDICT_COLUMNS,
    rows=_steps,
    keeps_rows=True,
    read=_read_verdicts,
    choices=CHANGES,
    period="30",
    empty=_("No verdict was changed in this time."),
    note=(
        _(
            "Read from the kept versions of claims, whoever or whatever changed them. Before is the verdict that the "
            "claim had been given last. Published as is what readers see now; it stays as it was until the event is "
            "published again."
        )
    ),
)

_CORRECTION_COLUMNS = (
    Column("at", _("Published"), "moment"),
    Column("event_number", _("No."), "number", only_file=True),
    Column("event", _("Event"), "long"),
    Column("revision", _("Revision"), "number"),
    Column("changes", _("What changed"), "long"),
    Column("note", _("Note to readers"), "long"),
    Column("by", _("Published by")),
    Column("written_by", _("Written by")),
)


def _corrections(asked: Asked) -> Rows:
    found = Entry.objects.corrections().filter(**asked.since_on("known_at"))
    return found.select_related("written_by", "published_by")


def _read_corrections(_asked: Asked, rows: list[Entry]) -> list[Cells]:
    return [
        [
            Cell(entry.known_at),
            Cell(entry.event_id),
            Cell(entry.title, reverse("timeline:desk_event", args=[entry.event_id])),
            Cell(entry.revision, revision_url(entry)),
            Cell("; ".join(_in_words(change) for change in entry.changes)),
            Cell(entry.correction_note),
            Cell(str(entry.published_by)),
            Cell(str(entry.written_by)),
        ]
        for entry in rows
    ]


def _in_words(change: dict[str, str]) -> str:
    return f"{change['what']}: {change['before'] or '–'} → {change['after'] or '–'}"


CORRECTIONS = Report(
    name="corrections",
    title=_("Corrections"),
    says=_("Revisions that changed a published fact, with what changed and the note that readers see."),
    caption=_("Corrections, newest first"),
    columns=lambda _asked: _CORRECTION_COLUMNS,
    rows=_corrections,
    read=_read_corrections,
    period="90",
    empty=_("Nothing published was corrected in this time."),
)
