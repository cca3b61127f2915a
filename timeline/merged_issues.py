"""Which issues are one as of a moment, by their slugs: that is what entries are tagged with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MergedIssues:
    """The merges that stood at a moment: {slug of the one that is gone: slug of the one that is kept}."""

    ways: dict[str, str]

    def same_as(self, slug: str) -> list[str]:
        """All that are one with an issue: the one that is kept, then those that went into it."""
        kept = self.ways.get(slug, slug)
        return [kept, *sorted(gone for gone, into in self.ways.items() if into == kept)]
