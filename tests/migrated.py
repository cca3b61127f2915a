"""The database that those of all workers are copies of: to migrate takes as long as hundreds of tests do.

`python -m tests.migrated` makes it beside the checks; without that the first worker to come does.
"""

import django
from django.conf import settings
from django.db import connection

MIGRATED = "attested_tests_migrated"


def make():
    """Migrate it, unless it is there."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [MIGRATED])
        if cursor.fetchone()[0]:
            return
    known, real = connection.settings_dict["TEST"], connection.settings_dict["NAME"]
    name, known["NAME"] = known["NAME"], MIGRATED
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    known["NAME"] = name
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = real


def copy(name):
    """Put a copy of it where a worker looks for its own."""
    make()
    quoted = [connection.ops.quote_name(database) for database in (name, MIGRATED)]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted[0]}")
        cursor.execute(f"CREATE DATABASE {quoted[0]} TEMPLATE {quoted[1]}")


if __name__ == "__main__":
    django.setup()
    make()
