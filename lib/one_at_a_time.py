"""Work of which only one transaction may do any at a time, whatever process it is in."""

from django.db import connection

# For a statement that does more; its parameter says what.
ONE_AT_A_TIME = "pg_advisory_xact_lock(hashtextextended(%s, 0))"


def one_at_a_time(what: str) -> None:
    """Until this transaction ends, nobody else does `what`: whoever asks waits. Only inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {ONE_AT_A_TIME}", [what])


def while_nobody_does(what: str) -> None:
    """Until this transaction ends, nobody does `what`; any number may ask for that at once, and wait for who does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", [what])
