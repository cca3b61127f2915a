"""Pages as a reader meets them: parsed, never compared as text; and the timeline as a browser with htmx shows it."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.test import Client
from lxml import html

from timeline.counting import corpus
from timeline.models import Entry
from timeline.published import published
from timeline.urls import public_urlpatterns

# ---- parsing ------------------------------------------------------------------------------------------------------


def parse(response):
    """The root of a response's HTML, be it a page or a fragment."""
    return html.document_fromstring(response.content, parser=html.HTMLParser(encoding="utf-8"))


def read(client, url="/", *, status=200, **parameters):
    """The page at an address, as a root."""
    response = client.get(url, parameters or None)
    assert response.status_code == status, (response.status_code, url, parameters)
    return parse(response)


def of_class(root, name, tag="*"):
    """The elements of a class, in order."""
    return root.xpath(f".//{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def the(root, name, tag="*"):
    """The one element of a class."""
    (found,) = of_class(root, name, tag)
    return found


def words(element):
    """All text in an element, with single spaces."""
    return " ".join(element.text_content().split())


def seen(element):
    """What a screen reader says: without what is hidden from it."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.get("aria-hidden") != "true":
            parts.append(seen(child))
        parts.append(child.tail or "")
    return " ".join(" ".join(parts).split())


# ---- who stands where --------------------------------------------------------------------------------------------


def cells(root):
    """{(actor, issue): words of the cell} of the matrix on a page."""
    table = the(root, "matrix", "table")
    issues = [words(one) for one in table.xpath(".//thead/tr[last()]/th[position() > 1]")]
    return {
        (words(row.xpath("./th")[0]), issue): words(cell)
        for row in table.xpath(".//tbody/tr")
        for issue, cell in zip(issues, row.xpath("./td"), strict=True)
    }


# ---- the timeline -------------------------------------------------------------------------------------------------


@dataclass
class Lane:
    heading: str
    unsure: str
    day: str | None
    fuzzy: bool
    titles: list[str]


class Timeline:
    """What stands on a page of the timeline."""

    def __init__(self, root):
        self.root = root

    @property
    def lanes(self):
        found = []
        for lane in of_class(self.root, "lane"):
            head = the(lane, "lane-head")
            unsure = " ".join(words(one) for one in of_class(head, "lane-unsure"))
            found.append(
                Lane(
                    heading=words(head).removesuffix(unsure).strip(),
                    unsure=unsure,
                    day=next(iter(head.xpath("./time/@datetime")), None),
                    fuzzy="lane-fuzzy" in lane.get("class").split(),
                    titles=[words(title) for title in of_class(lane, "entry-title")],
                )
            )
        return found

    @property
    def titles(self):
        return [words(title) for title in of_class(self.root, "entry-title")]

    def entry(self, title):
        """The card with this title."""
        (found,) = [card for card in of_class(self.root, "entry") if words(the(card, "entry-title")) == title]
        return found

    @property
    def total(self):
        """How many entries the page says there are."""
        return int(words(the(self.root, "stream-head")[0]).split()[0].replace(",", ""))

    @property
    def chips(self):
        """Each filter that is on, in words, with the address without it."""
        return {words(chip[0]): chip.get("href") for chip in of_class(self.root, "chip", "a")}

    @property
    def refused(self):
        """What is wrong with each parameter."""
        found = {}
        for row in self.root.xpath(".//dl[contains(@class, 'refused')]/div"):
            found.setdefault(words(row.find("dt")), []).append(words(row.find("dd")))
        return found

    def link(self, start):
        """The address of the pager's link that begins with these words, or None."""
        return next(
            (a.get("href") for a in self.root.xpath(".//nav[@aria-label='Pages']//a") if start in words(a)), None
        )


def timeline(client, url="/", *, status=200, **parameters):
    """The timeline at an address."""
    return Timeline(read(client, url, status=status, **parameters))


# ---- the filters' form --------------------------------------------------------------------------------------------


def controls(root):
    """The filters' controls, those outside the form included."""
    form = root.get_element_by_id("filters")
    inside = [one for one in form.xpath(".//input | .//select | .//button") if one.get("form") in {None, "filters"}]
    return inside + [one for one in root.xpath("//*[@form='filters']") if one not in inside]


def submitted(root):
    """What a browser would send: name and value of each control that has one."""
    sent = []
    for one in controls(root):
        if one.tag == "button" or not one.get("name"):
            continue
        if one.tag == "select":
            options = one.findall("option")
            sent.append(
                (one.get("name"), next((o for o in options if "selected" in o.attrib), options[0]).get("value"))
            )
        elif one.get("type") not in {"checkbox", "radio"} or "checked" in one.attrib:
            sent.append((one.get("name"), one.get("value", "")))
    return sent


def chosen(root):
    """The filters that the form holds, without those that say nothing."""
    return sorted((name, value) for name, value in submitted(root) if value)


def choose(root, name, *values):
    """Set a control as a reader does: type into it, or leave just these boxes ticked."""
    found = [one for one in controls(root) if one.get("name") == name]
    assert found, f"there is no control “{name}”"
    for one in found:
        if one.tag == "select":
            _mark(one.findall("option"), "selected", values)
        elif one.get("type") in {"checkbox", "radio"}:
            _mark([one], "checked", values)
        else:
            (value,) = values
            one.set("value", value)
    got = {value for sent, value in submitted(root) if sent == name}
    assert got == set(values), f"“{name}” offers no {set(values) - got}"


def _mark(elements, attribute, values):
    for one in elements:
        if one.get("value") in values:
            one.set(attribute, "")
        else:
            one.attrib.pop(attribute, None)


class Browser:
    """A tab with the timeline in it, in which htmx works as its attributes say."""

    def __init__(self, client: Client, url: str = "/") -> None:
        self.client, self.url = client, url
        self.root = self.reload()

    def reload(self):
        """What a fresh load of the address in the address bar shows."""
        return parse(self.client.get(self.url))

    @property
    def timeline(self):
        return Timeline(self.root)

    def change(self, name, *values):
        """Set a filter; htmx asks for the results and swaps them in."""
        choose(self.root, name, *values)
        asker = self.root.get_element_by_id("filters")
        if name == "q":
            asker = next(one for one in controls(self.root) if one.get("name") == "q")
            assert asker.get("hx-include") == "#filters"
        query = urlencode(submitted(self.root))
        response = self.client.get(f"{asker.get('hx-get')}?{query}", headers={"HX-Request": "true"})
        assert response.status_code in {200, 400}, response.status_code
        self._swap(response, asker)
        self.url = response["HX-Push-Url"]
        return self

    def _swap(self, response, asker):
        assert asker.get("hx-swap") == "outerHTML"
        name = asker.get("hx-target").removeprefix("#")
        fragment = parse(response).find("body")
        swapped = [(one.get("id"), one) for one in fragment if one.attrib.pop("hx-swap-oob", None) is None]
        assert [own for own, _ in swapped] == [name], "the fragment is not the one element that it replaces"
        for own, new in [(one.get("id"), one) for one in fragment]:
            old = self.root.get_element_by_id(own)
            new.tail = old.tail
            old.getparent().replace(old, new)


def outline(root):
    """A tree as lines: tags, attributes in order, and text with single spaces."""
    lines = []

    def add(element, depth):
        if not isinstance(element.tag, str):
            return
        # Browsers keep no difference between a bare attribute and an empty one.
        attributes = "".join(f" {name}={value!r}" for name, value in sorted(element.attrib.items()))
        lines.append(f"{'  ' * depth}<{element.tag}{attributes}> {' '.join((element.text or '').split())}".rstrip())
        for child in element:
            add(child, depth + 1)
            if (child.tail or "").strip():
                lines.append(f"{'  ' * (depth + 1)}{' '.join(child.tail.split())}")

    add(root, 0)
    return lines


# ---- addresses ----------------------------------------------------------------------------------------------------


def parameters(url):
    """The parameters of an address, sorted."""
    return sorted(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def followed(url, href):
    """Where a link on the page at `url` leads."""
    return urljoin(url, href)


# Patterns that answer with something else than a page.
FILES = {"cite_bib", "cite_ris", "event_jsonld", "corrections_feed"} | {
    *("issues_csv", "issue_csv", "issue_svg", "issue_png", "claim_jsonld"),
}


def public_addresses(entry: Entry) -> dict[str, list[str]]:
    """Addresses of every public page, by the name of its pattern, where this entry and all that it rests on show.

    A new public pattern has to be given an example here, so that no page escapes the tests of all pages.
    """
    revisions = [
        f"/events/{entry.event_id}/revisions/{one.revision}/" for one in Entry.objects.revisions_of(entry.event_id)
    ]
    citations = [
        citation.get_absolute_url()
        for statement in entry.statements.for_page()
        for citation in statement.citations.all()
    ]
    slugs = [one.issue_slug for one in entry.statements.all() if one.issue_slug]
    issues = [f"/issues/{slug}/" for slug in dict.fromkeys(slugs)]
    sides = list(entry.positions.filter(is_side=True).values_list("actor__slug", flat=True).distinct()[:2])
    compared = [f"/compare/?actor={sides[0]}&actor={sides[1]}"] if len(sides) > 1 else []
    claims = entry.statements.values_list("claim", flat=True)
    found = {
        "index": ["/", f"/?as_of={entry.known_at:%Y-%m-%d}&order=oldest"],
        "conflict": [f"/conflicts/{entry.conflict.slug}/"],
        "overview": ["/overview/", f"/overview/?as_of={entry.known_at:%Y-%m-%d}&verdict={entry.verdict}"],
        "conflict_overview": [f"/conflicts/{entry.conflict.slug}/overview/"],
        "choices": [f"/choices/{kind}/" for kind in ("issue", "place", "source", "actor")],
        "actors": ["/actors/", f"/actors/?as_of={entry.known_at:%Y-%m-%d}&kind=person"],
        "actor": [f"/actors/{one['slug']}/" for one in entry.actors],
        "suggest_actors": ["/actors/suggest", "/actors/suggest?q=ush", "/actors/suggest?q=ush&as_of=2100-01-01"],
        "event": [f"/events/{entry.event_id}-{entry.slug}/"],
        "revision": revisions,
        "citation": citations,
        "about": ["/about/"],
        "issues": ["/issues/", f"/issues/?on={entry.known_at:%Y-%m-%d}&since=2025-01-01"],
        "issue": issues,
        "compare": ["/compare/", *compared],
        "issues_csv": ["/issues.csv"],
        "issue_csv": [f"{url.rstrip('/')}.csv" for url in issues],
        "issue_svg": [f"{url.rstrip('/')}.svg" for url in issues],
        "issue_png": [f"{url.rstrip('/')}.png" for url in issues],
        "follow": ["/follow/", "/follow/?verdict=verified"],
        "cite_bib": [f"{url}cite.bib" for url in revisions],
        "cite_ris": [f"{url}cite.ris" for url in revisions],
        "event_jsonld": [f"/events/{entry.event_id}.jsonld"],
        "claim": [f"/claims/{claim}/" for claim in claims],
        "claim_jsonld": [f"/claims/{claim}.jsonld" for claim in claims],
        "commitments": ["/commitments/", "/commitments/?due=overdue&on=2025-03-19"],
        "event_changes": [f"/events/{entry.event_id}/changes/"],
        "changes": ["/changes/?since=2000-01-01"],
        "corrections": ["/corrections/"],
        "corrections_feed": ["/corrections.atom"],
    }
    patterns = {pattern.name for pattern in public_urlpatterns}
    assert set(found) == patterns, f"give tests.pages.public_addresses() an example of {patterns ^ set(found)}"
    about_issues = {"issue", "issue_csv", "issue_svg", "issue_png"}  # an entry may be about none
    assert all(urls for name, urls in found.items() if name not in about_issues)
    return found


def what_is_published_was_read():
    """By somebody who asked before: each process does it once, and adds to it what is published since."""
    corpus.corpus(published().state)
