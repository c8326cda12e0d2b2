"""Lists that a reader may sort: the order asked for, if it is one the list knows."""

from collections.abc import Sequence

from django.http import HttpRequest


def sorted_by(request: HttpRequest, allowed: Sequence[str]) -> str:
    """The order in `?sort=`, such as `name` or `-name`, if its name is allowed; else the first that is."""
    asked = request.GET.get("sort", "")
    names = {name.removeprefix("-") for name in allowed}
    return asked if asked.removeprefix("-") in names else allowed[0]
