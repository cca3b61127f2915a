"""The check of a claim's translation."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import DeskRequest, desk_view
from claims import actions
from claims.models import Claim
from claims.policies import StaleVersionError


@require_POST
@desk_view("claims.write_claim")
def check_translation(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that a translation is right; whoever reads an old version of it is sent to the new one."""
    claim = get_object_or_404(Claim, pk=pk)
    read = request.POST.get("version", "")
    try:
        actions.check_translation(
            claim=claim, version=int(read) if read.isdecimal() and len(read) < 9 else 0, by=request.user
        )
    except StaleVersionError as error:
        messages.error(request, _("%(error)s Read the translation as it stands here now.") % {"error": error})
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except PermissionDenied as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The translation is checked."))
    return redirect(f"{claim.get_absolute_url()}#translation")
