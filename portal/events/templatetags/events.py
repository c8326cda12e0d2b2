"""When an event is, in templates."""

from typing import Any

from django import template

from portal.events.clock import when_of

register = template.Library()


@register.filter
def when(event: Any) -> str:
    """When an event is: the day in full, from when to when, in US Central."""
    return when_of(event)
