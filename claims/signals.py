"""What happens to claims, for the layers above; sent inside the transaction that makes it true."""

from django.dispatch import Signal

# Before the rows of the two claims are locked, so that what lies above can lock its own first.
claims_to_be_merged = Signal()  # claim: Claim, into: Claim
claims_merged = Signal()  # claim: Claim, into: Claim, by: User
# The same two moments of taking a merge back; `merge` is its context in the history.
claims_to_be_unmerged = Signal()  # claim: Claim, into: Claim
claims_unmerged = Signal()  # claim: Claim, into: Claim, merge: int, by: User
# Somebody said how one claim stands to another, or took that back.
claims_linked = Signal()  # claim: Claim, other: Claim
claims_unlinked = Signal()  # claim: Claim, other: Claim, kind: str
