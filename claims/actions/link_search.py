"""Looking for claims that a claim may repeat or contradict, each time that its words are written."""

from django.db.models import Q
from django.utils.translation import override

from claims.enums import ProposalState, Stage
from claims.models import Claim, ClaimLink, LinkProposal, LinkSearch
from claims.similar.proposals import Proposed, propose
from lib import outbox
from lib.attributed import attributed
from lib.one_at_a_time import one_at_a_time

_CLOSED = {Stage.DISMISSED, Stage.RETRACTED}


def seek_links(*, claim: Claim) -> LinkSearch:
    """Have links of this version of a claim looked for, once what wrote it is committed."""
    search, made = LinkSearch.objects.get_or_create(claim=claim, version=claim.version)
    if made:
        outbox.announce(search)
    return search


def propose_links(*, search_id: int) -> bool:
    """Look for links of one version of a claim; True when this call did it."""
    return outbox.run(LinkSearch, search_id, _search)


def _search(search: LinkSearch) -> None:
    claim = Claim.objects.to_compare().get(pk=search.claim_id)
    if LinkSearch.objects.filter(claim=claim, version__gt=search.version).exists():
        return  # a later version is looked at on its own
    found = [] if claim.stage in _CLOSED else _proposed(claim)
    with attributed(None, "looked for links"):
        # Two claims that find each other at one moment would else be proposed from either side.
        one_at_a_time("propose links")
        _write(claim, {one.pair: one for one in reversed(found)})


def _proposed(claim: Claim) -> list[Proposed]:
    with override("en"):  # what is kept is the same whoever asked; claims.kept_words tells it to readers of others
        return propose(claim)


def _write(claim: Claim, found: dict[frozenset[int], Proposed]) -> None:
    """Bring a claim's open proposals in line with what was found; what people decided or linked is left alone."""
    linked = ClaimLink.objects.filter(Q(claim=claim) | Q(other=claim)).values_list("claim", "other")
    settled = {frozenset(pair) for pair in linked}
    for before in LinkProposal.objects.about(claim).select_for_update():
        pair = frozenset({before.claim_id, before.other_id})
        if before.state != ProposalState.OPEN:
            settled.add(pair)
        else:
            before.delete()
    LinkProposal.objects.bulk_create(
        LinkProposal(claim=one.claim, other=one.other, kind=one.kind, score=one.score, why=one.why[:300])
        for pair, one in found.items()
        if pair not in settled
    )
