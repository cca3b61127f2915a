"""The issues as a tree, as it stood at a moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict

from claims.models import Issue
from lib.history import as_they_stood, versions_of
from timeline.addresses import address
from timeline.cards import issue_url

_COLUMNS = ("slug", "name", "description", "conflict", "parent")


@dataclass
class Node:
    """An issue and those that are parts of it."""

    pk: int
    slug: str
    name: str
    description: str
    conflict: int
    parent: int | None
    children: list["Node"] = field(default_factory=list)

    def family(self) -> Iterator["Node"]:
        """Itself and all that is below it."""
        yield self
        for child in self.children:
            yield from child.family()


@dataclass(frozen=True)
class IssueTree:
    """All issues by id, the roots in order, and which slugs lead to another issue since."""

    nodes: dict[int, Node]
    roots: list[Node]

    @classmethod
    def at(cls, moment: datetime | None, ways: Mapping[int, int]) -> "IssueTree":
        """The tree of a moment (None is now); what was merged by then stands as what it went on as. One query."""
        if moment is None:
            rows: Iterable[tuple[object, ...]] = Issue.objects.values_list("pk", *_COLUMNS)
        else:
            stamps = ("pgh_created_at", "pgh_label", "id")
            versions = list(versions_of(Issue).values_list(*stamps, *_COLUMNS, named=True))
            # Of what was made later, the first version, as with the names of conflicts.
            stood = as_they_stood(versions, moment, at_least={one.id for one in versions})
            rows = [one[2:] for one in stood]
        nodes = {node.pk: node for node in (Node(*row) for row in rows)}  # type: ignore[arg-type]  # as the columns are
        roots = []
        for node in sorted(nodes.values(), key=lambda node: (node.name, node.pk)):
            if node.pk in ways:
                continue
            above = nodes.get(ways.get(node.parent or 0, node.parent or 0))
            if above is None or above is node:
                roots.append(node)
            else:
                above.children.append(node)
        return cls(nodes, roots)

    def in_order(self) -> Iterator[Node]:
        """Every issue that stands for itself, each before its parts."""
        for root in self.roots:
            yield from root.family()

    def root_of(self, node: Node) -> Node:
        """The issue at the top of the one that this is a part of."""
        seen = {node.pk}
        while node.parent is not None and (above := self.nodes.get(node.parent)) and above.pk not in seen:
            node = above
            seen.add(node.pk)
        return node

    def above(self, node: Node) -> list[Node]:
        """What it is a part of, the widest first."""
        found: list[Node] = []
        while node.parent is not None and (above := self.nodes.get(node.parent)) and above not in found:
            found.append(above)
            node = above
        return found[::-1]

    def called(self, slug: str) -> Node | None:
        """The issue of that slug, be it merged or not."""
        return next((node for node in self.nodes.values() if node.slug == slug), None)


@dataclass(frozen=True)
class Branch:
    """An issue of the tree as a link, with how many statements take a position on it."""

    name: str
    url: str
    number: int
    children: list["Branch"]


def branches_of(nodes: Iterable[Node], numbers: Mapping[int, int], kept: QueryDict) -> list[Branch]:
    """The parts of the tree on which somebody has taken a position, and what they are parts of."""
    found = []
    for node in nodes:
        children = branches_of(node.children, numbers, kept)
        if children or numbers.get(node.pk):
            found.append(Branch(node.name, issue_address(node.slug, kept), numbers.get(node.pk, 0), children))
    return found


def issue_address(slug: str, kept: QueryDict) -> str:
    """The page of an issue with these parameters."""
    return issue_url(slug) + address(kept).removesuffix(".")
