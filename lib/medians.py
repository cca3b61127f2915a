"""The median, as PostgreSQL works it out over a group."""

from django.db.models import Aggregate


class Median(Aggregate):
    """Half of the values lie below it, half above; NULL over no values."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
