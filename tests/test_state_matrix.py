"""Who may do what to a claim in each of its states, through the addresses of the desk: default is no."""

import pytest

from accounts.roles import Role
from claims import actions
from claims.models import Claim
from tests import factories
from tests.conftest import logged_in

pytestmark = pytest.mark.django_db

# Anonymous, a reader, the author, another editor, a reviewer, an administrator; in that order below.
PEOPLE = ["anonymous", "reader", "author", "editor2", "reviewer", "admin"]
GIVEN = {"reasons": "So it is.", "rationale": "Read.", "verdict": "unverified", "urgency": "Sirens."}


def in_review(author):
    return factories.claim_in_review(by=author)


def approved(author):
    return factories.approve(in_review(author))


def published(author):
    claim = approved(author)
    factories.published(claims=[claim])
    return claim


STATES = {
    "draft": lambda author: factories.draft_claim(by=author),
    "in review": in_review,
    "approved": approved,
    "published": published,
    "retracted": lambda author: actions.retract(
        claim=approved(author), by=factories.user(Role.REVIEWER), reasons="A hoax."
    ),
    "dismissed": lambda author: actions.dismiss(claim=in_review(author), by=author, reasons="Old."),
}
SEE = "302 404 200 200 200 200"
WRITE = "302 404 200 200 200 403"
DID = "302 404 302 302 302 403"
NOT_NOW = "302 404 422 422 422 403"
REVIEWER_DID = "302 404 403 403 302 403"
REVIEWER_NOT_NOW = "302 404 403 403 422 403"
NOBODY = "302 404 403 403 403 403"  # no role brings the right to approve alone
# Which steps are taken in which state; the others are refused, whoever asks.
OPEN = {
    "draft": {"submit", "dismiss"},
    "in review": {"approve", "send_back", "dismiss"},
    "approved": {"reopen", "retract"},
    "published": {"reopen", "retract"},
    "retracted": {"reopen"},
    "dismissed": {"reopen"},
}
CLOSED = {"retracted", "dismissed"}


def expected(state):
    """What each of PEOPLE gets, by what is asked."""

    def step(name, *, by_reviewers=False):
        is_open = name in OPEN[state]
        return (REVIEWER_DID if is_open else REVIEWER_NOT_NOW) if by_reviewers else DID if is_open else NOT_NOW

    return {
        "GET ": SEE,
        "GET edit/": DID if state in CLOSED else WRITE,  # what is closed leads back to its page
        "POST edit/": NOT_NOW,
        "GET merge/": WRITE,
        "GET split/": DID if state in CLOSED else WRITE,
        "POST assign/": DID,
        "POST comments/": "302 404 422 422 422 422",
        **{f"POST steps/{name}/": step(name) for name in ("submit", "reopen", "dismiss")},
        **{f"POST steps/{name}/": step(name, by_reviewers=True) for name in ("send_back", "retract")},
        **{f"POST {name}/": step(name, by_reviewers=True) for name in ("approve", "confirm")},
        "POST approve-alone/": NOBODY,
    }


def ask(client, claim, what):
    """Open the page, or take the step on the version that stands there."""
    verb, _, address = what.partition(" ")
    url = f"/desk/claims/{claim.pk}/{address}"
    version = {"version": str(Claim.objects.get(pk=claim.pk).version)}
    return (client.get(url) if verb == "GET" else client.post(url, GIVEN | version)).status_code


@pytest.fixture
def people(client):
    made = {
        "reader": factories.user(Role.READER),
        "author": factories.user(Role.EDITOR),
        "editor2": factories.user(Role.EDITOR, "editor2"),
        "reviewer": factories.user(Role.REVIEWER),
        "admin": factories.user(Role.ADMIN),
    }
    return {"anonymous": client} | {name: logged_in(user) for name, user in made.items()}


@pytest.mark.parametrize("state", STATES)
def test_a_claim_in_this_state(state, people):
    author, found, claim = factories.user(Role.EDITOR), {}, None
    for what in expected(state):
        codes = []
        for name in PEOPLE:
            claim = claim or STATES[state](author)
            code = ask(people[name], claim, what)
            codes.append(str(code))
            if what.startswith("POST") and code == 302 and name != "anonymous":
                claim = None  # something was done to it
        found[what] = " ".join(codes)
    assert found == expected(state)


@pytest.mark.parametrize("what", ["POST approve/", "POST steps/send_back/"])
def test_a_reviewer_who_wrote_it_decides_nothing(what):
    reviewer = factories.user(Role.REVIEWER)
    claim = in_review(reviewer)
    assert ask(logged_in(reviewer), claim, what) == 403
    assert Claim.objects.get(pk=claim.pk).stage == "in_review"
