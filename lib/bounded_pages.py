"""Pages of long lists, which are not counted to their end."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from lib.how_many import UpTo

# Nobody leafs further; what is older is found by its words or its number.
MOST_LISTED = 10_000


class BoundedPaginator(Paginator[Any]):
    """Pages of the first rows of a list, in its order."""

    @cached_property
    def count(self) -> UpTo:
        """How many rows there are, or as many as are listed."""
        rows: Any = self.object_list[: MOST_LISTED + 1]
        return UpTo(len(rows) if isinstance(rows, list) else rows.count(), MOST_LISTED)

    @property
    def pages_in_words(self) -> str:
        """How many pages there are: "12", or "400+" where the list goes on."""
        return f"{self.num_pages}+" if self.count.has_more else str(self.num_pages)
