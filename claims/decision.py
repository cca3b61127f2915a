"""What a person may decide about a claim now, as its page asks it: verdicts, reasons, and why not."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from claims.enums import ReviewOutcome
from claims.forms import AloneForm, ApprovalForm, StepForm
from claims.models import Claim, Review
from claims.policies import TRANSITIONS, steps_open_to

# The steps that give a verdict; every other one gives reasons at most.
VERDICT_FORMS: dict[str, type[ApprovalForm]] = {
    "approve": ApprovalForm,
    "confirm": ApprovalForm,
    "approve_alone": AloneForm,
}
_WORDS = {
    "submit": gettext_noop("Ask for review"),
    "reopen": gettext_noop("Re-open"),
    "retract": gettext_noop("Retract"),
    "dismiss": gettext_noop("Dismiss"),
}


def decision(claim: Claim, user: User, *, refused: dict[str, forms.Form] | None = None) -> dict[str, Any]:
    """What `claims/decision.html` shows; `refused` is the step whose form has errors, by its name."""
    steps, refused = steps_open_to(claim, user), refused or {}
    is_open = {name for name, reason in steps.items() if reason is None}
    step_forms = {name: StepForm(auto_id=f"{name}-%s") for name in steps} | refused
    return {
        "blocked": list(dict.fromkeys(reason for reason in steps.values() if reason)),
        "verdict_forms": {
            name: refused.get(name) or _verdict_form(name, claim) for name in VERDICT_FORMS if name in is_open
        },
        "approved_alone": _approval_alone(claim) if claim.is_unconfirmed else None,
        "back_form": step_forms["send_back"] if "send_back" in is_open else None,
        "steps": [
            {
                "name": name,
                "words": gettext(_WORDS[name]),
                "asks": TRANSITIONS[name].needs_reasons,
                "form": step_forms[name],
            }
            for name in steps
            if name in is_open and name in _WORDS
        ],
        # Somebody was quicker, and the form that was filled in has no place on the page any more.
        "overtaken": [
            {"faults": form.non_field_errors(), "typed": form.data.get("rationale") or form.data.get("reasons")}
            for name, form in refused.items()
            if name not in is_open
        ],
    }


def _verdict_form(name: str, claim: Claim) -> ApprovalForm:
    """Who confirms begins with what the first person found, and changes what they found otherwise."""
    found = {"verdict": claim.verdict, "rationale": claim.rationale} if name == "confirm" else {}
    return VERDICT_FORMS[name](initial=found | {"version": claim.version})


def _approval_alone(claim: Claim) -> Review | None:
    return next((one for one in reversed(claim.reviews.all()) if one.outcome == ReviewOutcome.URGENT), None)
