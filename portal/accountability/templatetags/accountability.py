"""Words for years and figures of accountability."""

from django import template

register = template.Library()


@register.filter
def school_year(year: int) -> str:
    """The school year that ends in a year: 2019 is 2018–19."""
    return f"{year - 1}–{year % 100:02d}"
