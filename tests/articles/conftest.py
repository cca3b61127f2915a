"""Articles as files, and a broker that nobody listens to."""

import pytest

from articles import tasks as article_tasks
from claims import tasks as claim_tasks


@pytest.fixture(autouse=True)
def queued(monkeypatch):
    """What was handed to the broker, as (task, id)."""
    handed = []
    for task in (article_tasks.ingest, article_tasks.fetch, article_tasks.poll, claim_tasks.make_suggestions):
        monkeypatch.setattr(task, "delay", lambda pk, name=task.name: handed.append((name, pk)))
    return handed


def markdown(body, *, url="", title="A title", **meta):
    lines = [
        f"title: {title!r}",
        *([f"url: {url}"] if url else []),
        *(f"{key}: {value}" for key, value in meta.items()),
    ]
    return ("---\n" + "\n".join(lines) + f"\n---\n\n{body}\n").encode()
