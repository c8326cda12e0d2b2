"""From an address to what it names, on a proposal that everybody reads; 404 for everything else."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from applications.comments.models import Comment, CommentGroup
from applications.waivers.models import Waiver
from portal.accounts.policies import is_facilitator

FORMS = ["GET", "HEAD", "POST"]


def waiver_for(request: HttpRequest, reference: str) -> Waiver:
    """A proposal on the docket that the reader may see."""
    found = Waiver.objects.visible_to(request.user).docketed().select_related("district", "pathway")
    return get_object_or_404(found, reference=reference)


def moderated_for(request: HttpRequest, reference: str) -> Waiver:
    """A proposal whose comments somebody comes to read and group: for facilitators alone."""
    if not is_facilitator(request.user):
        raise Http404
    return waiver_for(request, reference)


def group_for(request: HttpRequest, reference: str, number: int) -> CommentGroup:
    """A group of comments that somebody comes to answer: it is there for who leads a proposing district."""
    waivers = Waiver.objects.docketed().of_districts_led_by(request.user).filter(reference=reference)
    found = CommentGroup.objects.filter(waiver__in=waivers.values("pk")).select_related("waiver__district")
    return get_object_or_404(found, pk=number)


def comment_of(waiver: Waiver, number: int) -> Comment:
    """A comment on a proposal, by its number; only for who moderates them."""
    return get_object_or_404(waiver.comments.select_related("waiver__district", "notice", "group"), number=number)


def group_of(waiver: Waiver, number: int) -> CommentGroup:
    """A group of comments on a proposal."""
    return get_object_or_404(waiver.comment_groups.select_related("waiver__district"), pk=number)
