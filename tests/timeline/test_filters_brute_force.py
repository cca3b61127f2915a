"""Whatever combination of filters is on, the list, the counts beside it and the overview are those of plain Python."""

import random
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.http import QueryDict

from actors.actions import merge_actors
from actors.models import Actor, ActorMerge, Place
from claims.actions import add_evidence, merge_issues, submit
from claims.enums import Verdict
from claims.models import Issue, IssueMerge
from lib.edtf_dates import DatePrecision, FuzzyDate
from tests import factories
from tests.pages import Timeline, followed, of_class, read, the, words
from timeline.calendar_bars import last_of, start_of
from timeline.filters import TimelineFilters
from timeline.models import Entry, EntryActor, EntryTag

pytestmark = pytest.mark.django_db

EVENTS = 40
ACTORS = ["putin", "ushakov", "witkoff", "sybiha", "sybiga"]
PLACES = {"moscow": (55.75, 37.6), "kyiv": (50.45, 30.5), "suva": (-18.1, 178.4), "nowhere": (None, None)}
ISSUES = ["ceasefire", "prisoners", "nato", "armistice"]
# Listed twice, as it turns out when most of it is published.
ACTOR_AGAIN, ISSUE_AGAIN = ("sybiga", "sybiha"), ("armistice-talks", "ceasefire-talks")
OUTLETS = ["wire", "paper", "channel"]
TYPES = ["statement", "consult", "assault"]
VERDICTS = ["verified", "disputed", "unverified", "false"]
WORDS = ["truce", "convoy", "harbour", "bridge"]
DATES = [
    *("2025-03-10", "2025-03-11", "2025-03-12T08:30Z", "2025-03-12T23:59Z", "2025-03-31", "2025-04-02", "2024-12-30"),
    *("2025-03", "2025-03~", "2025-04", "2024-24", "2025-21", "2025", "2024", "2025-03-10/2025-03-16"),
    *("2025-03-11/2025-03-12", "2025-03-12~", "2025-03-11~/2025-03-20~", "2025-03-20/..", "../2025-03-05", "", ""),
    *("2131", "2130-05-01", "../2131-06-01"),  # foretold
]
BOXES = {"20,44,40,60": (20, 44, 40, 60), "170,-30,-170,0": (170, -30, -170, 0), "30,50,31,51": (30, 50, 31, 51)}


@pytest.fixture(scope="module", autouse=True)
def _sample(django_db_setup, django_db_blocker):
    """Made once, with one seed: each test runs in a savepoint inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        make(random.Random(6))
        connection.check_constraints()  # or each test checks the whole sample in its end
        yield
        transaction.set_rollback(True)


def make(chance):
    for slug, (latitude, longitude) in PLACES.items():
        Place.objects.create(
            slug=slug, name=slug.title(), precision="exact", country="", latitude=latitude, longitude=longitude
        )
    talks, war = factories.conflict(), factories.conflict("war", "The war")
    editor = factories.user()
    for number in range(EVENTS):
        if number == EVENTS - 10:
            merge()
        conflict = chance.choice([talks, talks, war])
        claims = []
        for _ in range(chance.choice([1, 1, 2, 3])):
            outlets = chance.sample(OUTLETS, chance.choice([1, 1, 2]))
            passages = [factories.passage(factories.article(of=factories.source(one))) for one in outlets]
            subject = chance.choice([*ISSUES, None])
            claim = factories.draft_claim(
                excerpt=passages[0],
                conflict=conflict,
                speaker=factories.actor(chance.choice(ACTORS)),
                text=f"It is said of the {chance.choice(WORDS)}.",
                issue=standing(factories.issue(f"{subject}-{conflict.slug}", subject, of=conflict))
                if subject
                else None,
            )
            for passage in passages[1:]:
                add_evidence(claim=claim, excerpt=passage, relation="supports", by=editor)
            claims.append(factories.approve(submit(claim=claim, by=editor), verdict=chance.choice(VERDICTS)))
        entry = factories.published(
            claims=claims,
            conflict=conflict,
            title=f"{number}: the {chance.choice(WORDS)}",
            summary="",
            type=chance.choice(TYPES),
            happened_edtf=chance.choice(DATES),
            actors=[factories.actor(one) for one in chance.sample(ACTORS, chance.choice([0, 1, 2]))],
            place=chance.choice([*Place.objects.filter(slug__in=PLACES).order_by("slug"), None]),
        )
        if chance.random() < 0.3:
            factories.republished(entry, title=f"{number}: the {chance.choice(WORDS)}, again")


def standing(issue):
    return issue.merged_into or issue


def merge():
    gone, kept = map(factories.actor, ACTOR_AGAIN)
    merge_actors(gone=gone, kept=kept, reason="One person.", by=factories.user())
    gone, kept = (Issue.objects.get(slug=slug) for slug in ISSUE_AGAIN)
    merge_issues(gone=gone, kept=kept, reason="One matter.", by=factories.user())


# ---- plain Python ---------------------------------------------------------------------------------------------------


class Plain:
    """One revision and what can be asked of it, from its columns and statements alone."""

    def __init__(self, entry, known, corrected):
        self.entry = entry
        self.ways = known
        self.happened = FuzzyDate.parse(entry.occurred_edtf)
        statements = entry.statements.all()
        self.text = f"{entry.title} {entry.summary} {' '.join(one.text for one in statements)}".lower()
        self.tags = {
            "issue": {self.ways.get(one.issue_slug, one.issue_slug) for one in statements if one.issue_slug},
            "source": {citation.source_slug for one in statements for citation in one.citations.all()},
            "place": {entry.place_slug} - {""},
        }
        self.actors = {self.ways.get(actor["slug"], actor["slug"]) for actor in entry.actors}
        self.contested = any(one.verdict == "disputed" or one.against for one in statements)
        self.corrected = any(revision <= entry.revision for revision in corrected.get(entry.event_id, ()))

    def answers(self, asked, *, but=()):
        """Whether it meets all that is asked for, leaving some parameters out of account."""
        asked = gone_on(asked, self.ways)
        tests = {
            "q": lambda word: word in self.text,
            "conflict": lambda slug: self.entry.conflict.slug == slug,
            "type": lambda value: self.entry.type == value,
            "verdict": lambda value: self.entry.verdict == value,
            "actor": lambda slugs: set(slugs) <= self.actors,
            "issue": lambda slug: slug in self.tags["issue"],
            "place": lambda slug: slug in self.tags["place"],
            "source": lambda slug: slug in self.tags["source"],
            "contested": lambda _: self.contested,
            "corrected": lambda _: self.corrected,
            "bbox": self.is_inside,
            "from": lambda text: self.may_end_after(FuzzyDate.parse(text).earliest),
            "to": lambda text: self.may_start_before(FuzzyDate.parse(text).latest),
        }
        return all(test(asked[name]) for name, test in tests.items() if asked.get(name) and name not in but)

    def is_inside(self, text):
        west, south, east, north = BOXES[text]
        lat, lon = self.entry.latitude, self.entry.longitude
        if lat is None:
            return False
        within = west <= lon <= east if west <= east else lon >= west or lon <= east
        return within and south <= lat <= north

    def may_end_after(self, moment):
        first, last = self.happened.earliest, self.happened.latest
        return last >= moment if last else first is not None

    def may_start_before(self, moment):
        first, last = self.happened.earliest, self.happened.latest
        return first <= moment if first else last is not None


def ways(as_of):
    """What was one with what by then: slugs of actors and of issues, of which none is both."""
    stood = [one for model in (ActorMerge, IssueMerge) for one in model.objects.select_related("gone", "kept")]
    return {one.gone.slug: one.kept.slug for one in stood if as_of is None or one.at <= as_of}


def gone_on(asked, known):
    """The same question by the slugs that go on."""
    said = {**asked, "issue": known.get(asked.get("issue"), asked.get("issue"))}
    return {**said, "actor": list(dict.fromkeys(known.get(slug, slug) for slug in asked.get("actor", [])))}


def public(as_of):
    """All that is shown at a moment, read together: hundreds of questions are asked of it."""
    known, corrected = ways(as_of), {}
    entries = list(Entry.objects.select_related("conflict").prefetch_related("statements__citations"))
    for one in entries:
        if one.correction_note:
            corrected.setdefault(one.event_id, []).append(one.revision)
    return [Plain(one, known, corrected) for one in entries if is_shown(one, as_of)]


def is_shown(entry, as_of):
    if as_of is None:
        return entry.superseded_at is None
    return entry.known_at <= as_of and (entry.superseded_at is None or entry.superseded_at > as_of)


CHOICES = {
    "q": WORDS,
    "conflict": ["talks", "war"],
    "type": TYPES,
    "verdict": VERDICTS,
    "issue": [f"{one}-{conflict}" for one in ISSUES for conflict in ("talks", "war")],
    "place": list(PLACES),
    "source": OUTLETS,
    "bbox": list(BOXES),
    "contested": ["1"],
    "corrected": ["1"],
    "from": ["2024", "2025-03", "2025-03-11", "2025-03-12T09:00Z", "2025-21"],
    "to": ["2025", "2025-03", "2025-03-16", "2025-03-12"],
}


def a_question(chance):
    """A random combination of parameters; most are left out, or nothing would be found."""
    asked = {
        name: chance.choice(values)
        for name, values in CHOICES.items()
        if chance.random() < (0.35 if name in {"from", "to"} else 0.14)
    }
    if chance.random() < 0.3:
        asked["actor"] = chance.sample(ACTORS, chance.choice([1, 1, 2]))
    first, last = (FuzzyDate.parse(asked.get(name, "")) for name in ("from", "to"))
    if "from" in asked and "to" in asked and last.latest < first.earliest:
        del asked["to"]
    return asked


QUESTIONS = [a_question(random.Random(seed)) for seed in range(32)]
ids = [urlencode(asked, doseq=True) or "nothing" for asked in QUESTIONS]
every_question = pytest.mark.parametrize("asked", QUESTIONS, ids=ids)


def page_of(client, asked):
    return Timeline(read(client, f"/?{urlencode(asked, doseq=True)}"))


def meant(asked, as_of=None):
    return [one for one in public(as_of) if one.answers(asked)]


def test_what_is_listed_twice_was_published_under_both():
    merge_of_actor, merge_of_issue = ActorMerge.objects.get(), IssueMerge.objects.get()
    for merge, names in ((merge_of_actor, EntryActor), (merge_of_issue, EntryTag)):
        assert names.objects.filter(slug=merge.gone.slug).exists()
        assert names.objects.filter(slug=merge.kept.slug).exists()
    both = Entry.objects.filter(actor_ids__contains=[merge_of_actor.gone_id, merge_of_actor.kept_id])
    assert both.exists()
    assert Entry.objects.filter(known_at__gt=merge_of_actor.at).exists()


def test_the_questions_are_worth_asking():
    """Most of them find something, many leave something out, and every parameter is among them."""
    found = [len(meant(asked)) for asked in QUESTIONS]
    assert sum(number > 0 for number in found) > 16
    assert sum(0 < number < EVENTS for number in found) > 12
    assert {name for asked in QUESTIONS for name in asked} == {*CHOICES, "actor"}


# ---- the list -----------------------------------------------------------------------------------------------------


@every_question
def test_the_list_has_what_is_asked_for_in_order(client, asked):
    expected = meant(asked)
    newest = sorted(expected, key=lambda one: (one.happened.sort, one.entry.pk), reverse=True)
    page = page_of(client, asked)
    assert page.total == len(expected)
    assert sorted(page.titles) == sorted(one.entry.title for one in expected)
    moments = {one.entry.title: one.happened.sort for one in expected}
    assert [moments[title] for title in page.titles] == [one.happened.sort for one in newest]
    turned = page_of(client, asked | {"order": "oldest"})
    assert [moments[title] for title in turned.titles] == [one.happened.sort for one in reversed(newest)]


@pytest.mark.parametrize("seed", range(6))
def test_the_list_as_of_a_moment(client, seed):
    chance = random.Random(seed)
    moments = list(Entry.objects.order_by("known_at").values_list("known_at", flat=True))
    asked = a_question(chance) | {"as_of": f"{chance.choice(moments):%Y-%m-%dT%H:%M:%SZ}"}
    as_of = FuzzyDate.parse(asked["as_of"]).latest
    page = page_of(client, asked)
    assert sorted(page.titles) == sorted(one.entry.title for one in meant(asked, as_of))


def leafed_through(asked, size):
    """The numbers of all entries meant, a page of so many at a time."""
    form = TimelineFilters(QueryDict(urlencode(asked, doseq=True)))
    assert form.is_valid(), form.errors
    question, numbers = form.question(), []
    while question:
        found, further = question.rows(size)
        assert len(found) == size or further is None
        numbers += [entry.pk for entry in found]
        question = replace(question, cursor=further) if further else None
    return numbers


def in_order(asked, as_of=None):
    found = sorted(meant(asked, as_of), key=lambda one: (one.happened.sort, one.entry.pk))
    return [one.entry.pk for one in (found if asked.get("order") == "oldest" else reversed(found))]


@every_question
@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_small_pages_lead_through_the_whole_list(asked, order):
    asked = asked | {"order": order}
    assert leafed_through(asked, 3) == in_order(asked)


@pytest.mark.parametrize("seed", range(24))
def test_small_pages_of_the_past_lead_through_what_was_known(seed):
    """Moments before, among and after the dates of the entries, most of which are dated to a span."""
    chance = random.Random(seed)
    published = list(Entry.objects.order_by("known_at").values_list("known_at", flat=True))
    # With fewer filters, or nothing is left at most moments.
    asked = {name: value for name, value in a_question(chance).items() if chance.random() < 0.6}
    asked |= {"as_of": f"{chance.choice(published):%Y-%m-%dT%H:%M:%SZ}", "order": chance.choice(["newest", "oldest"])}
    as_of = FuzzyDate.parse(asked["as_of"]).latest
    assert leafed_through(asked, 2) == in_order(asked, as_of)


@pytest.mark.parametrize(
    "asked", [{"as_of": "9999-12-31"}, {"to": "9999-12-31"}, {"from": "0001-01-01"}], ids=urlencode
)
def test_the_ends_of_the_calendar_are_no_ends_of_the_list(asked):
    assert leafed_through(asked, 20) == in_order(asked)


# ---- counts -------------------------------------------------------------------------------------------------------


def counted(page, name):
    """What the panel says of each choice of a parameter."""
    if options := page.root.xpath(f"//select[@name='{name}']/option[@value != '']"):
        return {one.get("value"): int(words(one).rpartition("(")[2].removesuffix(")")) for one in options}
    boxes = page.root.xpath(f"//input[@name='{name}'][@type != 'hidden'][@value != '']")
    found = {one.get("value"): words(one.getparent()).rpartition(" ")[2] for one in boxes}
    return {value: int(number) for value, number in found.items() if number.isdigit()}


@every_question
def test_each_choice_says_how_many_it_would_show(client, asked):
    page = page_of(client, asked)
    everything = public(None)
    for name in ("conflict", "type", "verdict", "issue", "place", "source", "contested", "corrected"):
        for value, number in counted(page, name).items():
            other = {**asked, name: value}
            expected = len([one for one in everything if one.answers(other)])
            assert number == expected, (name, value)
    others = [one for one in everything if one.answers(asked)]
    numbers = Counter(slug for one in others for slug in one.actors)
    assert counted(page, "actor") == dict(numbers) | {
        slug: numbers[slug] for slug in gone_on(asked, ways(None))["actor"]
    }


@every_question
def test_no_choice_is_missing(client, asked):
    page = page_of(client, asked)
    everything = public(None)
    for name, of in [
        ("type", lambda one: {one.entry.type}),
        ("verdict", lambda one: {one.entry.verdict}),
        *((kind, lambda one, kind=kind: one.tags[kind]) for kind in ("issue", "place", "source")),
    ]:
        wanted = {value for one in everything if one.answers(asked, but=[name]) for value in of(one)}
        chosen = gone_on(asked, ways(None)).get(name)
        assert wanted | ({chosen} if chosen else set()) <= set(counted(page, name)), name


@every_question
@pytest.mark.parametrize("kind", ["issue", "place", "source", "actor"])
def test_the_page_of_all_choices_lists_each_with_its_number(client, asked, kind):
    root = read(client, f"/choices/{kind}/?{urlencode(asked, doseq=True)}")
    rows = root.xpath("//ol[@class='choice-list']/li")
    listed = [(words(row.find("a")), int(words(the(row, "option-count")))) for row in rows]
    assert [number for _, number in listed] == sorted([number for _, number in listed], reverse=True)
    if kind == "actor":
        others = [one.actors for one in meant(asked)]
        names = Actor.objects.in_bulk(field_name="slug")
    else:
        others = [one.tags[kind] for one in public(None) if one.answers(asked, but=[kind])]
        names = {tag.slug: tag for tag in EntryTag.objects.filter(kind=kind)}
    numbers = Counter(slug for one in others for slug in one)
    assert sorted(listed) == sorted((names[slug].name, number) for slug, number in numbers.items())


@pytest.mark.parametrize("asked", [{**asked, "q": asked.get("q", WORDS[0])} for asked in QUESTIONS], ids=ids)
def test_best_matches_first_are_the_same_entries(client, asked):
    expected = meant(asked)
    page = page_of(client, asked | {"order": "relevance"})
    assert page.total == len(expected)
    assert sorted(page.titles) == sorted(one.entry.title for one in expected)
    # A word in the title weighs most of all.
    in_title = [asked["q"] in title for title in page.titles]
    assert in_title == sorted(in_title, reverse=True)


# ---- the overview -------------------------------------------------------------------------------------------------

_LENGTHS = {"day": 1, "week": 7, "month": 28, "year": 365}


def bar_of(happened, unit):
    """The first day of the bar that is as long as what the date may mean, or None."""
    first, last = happened.earliest, happened.latest
    if first is None or last is None or start_of(unit, first.date()) != start_of(unit, last.date()):
        return None
    if happened.precision == DatePrecision.APPROXIMATE and last - first > timedelta(days=_LENGTHS[unit] / 2):
        return None
    return start_of(unit, first.date())


def table_of(client, page):
    """The table that htmx fetches when it is opened, which is what the link in its place leads to."""
    folded = the(page.root, "strip-table")
    (url,) = {folded.get("hx-get"), *folded.xpath(".//a/@href")}
    return read(client, url).get_element_by_id("strip-table").find("table")


def pictured(page):
    """The heights of each verdict's pieces in the drawing, by the places of their bars; pieces stand on each other."""
    found, reached = {}, {}
    for tone in page.root.xpath("//*[@class='strip-drawing']//path[@id]"):
        verdict = tone.get("id").removeprefix("bars-")
        for x, y, height in re.findall(r"M(\d+) ([\d.]+)h8v([\d.]+)h-8z", tone.get("d")):
            place = int(x) // 10
            assert float(y) + float(height) == pytest.approx(reached.get(place, 84), abs=0.2)
            reached[place] = float(y)
            found.setdefault(place, {})[str(Verdict(verdict).label)] = float(height)
    return found


def drawn(client, page):
    """Unit, numbers by verdict of each bar in the table, and of what stands apart."""
    unit = words(page.root.get_element_by_id("strip-title")).rpartition(" ")[2]
    table = table_of(client, page)
    verdicts = [words(head) for head in table.findall("thead/tr/th")[2:]]
    bars, apart = {}, Counter()
    for row in table.findall("tbody/tr"):
        numbers = [int(words(cell)) for cell in row.findall("td")]
        assert numbers[0] == sum(numbers[1:])
        counts = Counter(dict(zip(verdicts, numbers[1:], strict=True)))
        if "strip-table-apart" in row.get("class", ""):
            apart += counts
        else:
            bars[words(row.find("th"))] = +counts
    return unit, bars, apart


@every_question
def test_the_overview_counts_every_entry_once_and_in_its_bar(client, asked):
    expected = meant(asked)
    page = page_of(client, asked)
    if not of_class(page.root, "strip"):
        assert all(one.happened.precision == DatePrecision.UNKNOWN for one in expected)
        return
    unit, bars, apart = drawn(client, page)
    by_bar, others = {}, Counter()
    for one in expected:
        label = str(Verdict(one.entry.verdict).label)
        start = bar_of(one.happened, unit)
        if start is None:
            others[label] += 1
        else:
            by_bar.setdefault(start, Counter())[label] += 1
    assert list(bars.values()) == [by_bar[start] for start in sorted(by_bar)]
    assert apart == others
    # The picture says the same as the table, and each bar leads to what is in it.
    links = of_class(page.root, "bar", "a")
    assert [one.get("title").partition(":")[0] for one in links] == list(bars)
    leads = [followed("/overview/", url) for url in table_of(client, page).xpath(".//th/a/@href")]
    assert [followed("/", one.get("href")) for one in links] == leads
    slots = of_class(page.root, "slot")
    pieces = pictured(page)
    assert [slots[place] for place in sorted(pieces)] == links
    highest = max((counts.total() for counts in bars.values()), default=0)
    for (_, heights), counts in zip(sorted(pieces.items()), bars.values(), strict=True):
        assert heights == pytest.approx({what: max(3, 72 * n / highest) for what, n in counts.items()}, abs=0.1)


@every_question
def test_a_bar_leads_to_all_that_it_counts(client, asked):
    page = page_of(client, asked)
    if not of_class(page.root, "strip"):
        return
    unit, _, _ = drawn(client, page)
    expected = meant(asked)
    for link in of_class(page.root, "bar", "a")[:4]:
        shown = set(Timeline(read(client, f"/{link.get('href')}")).titles)
        start = start_of(unit, FuzzyDate.parse(link.get("data-from")).earliest.date())
        counted_here = {one.entry.title for one in expected if bar_of(one.happened, unit) == start}
        assert counted_here <= shown <= {one.entry.title for one in expected}
        ends = datetime.combine(last_of(unit, start), datetime.max.time(), UTC)
        begins = datetime.combine(start, datetime.min.time(), UTC)
        for one in expected:
            outside = one.happened.precision in {"day", "time"} and not begins <= one.happened.earliest <= ends
            assert not (outside and one.entry.title in shown)
