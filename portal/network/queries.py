"""Reads about the network: which districts work on a pathway, and what a district is."""

from django.db.models import QuerySet

from portal.districts.models import District
from portal.network.models import NetworkMembership


def members_with_pathway(slug: str) -> QuerySet[District]:
    """The districts whose current membership names this pathway: they have a seat in its PLC."""
    memberships = NetworkMembership.objects.current().filter(pathways__slug=slug)
    return District.objects.filter(pk__in=memberships.values("district"))


def latest_membership(district: District) -> NetworkMembership | None:
    """The district's membership, current or past, with its pathways and terms at hand; None where it never joined."""
    found = NetworkMembership.objects.filter(district=district).prefetch_related("pathways", "terms")
    return found.order_by("-created_at", "-pk").first()
