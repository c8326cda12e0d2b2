"""Adoptions and words about practices, for tests; made by services, as people would."""

from datetime import date
from typing import Any

from best_practices.library.models import Practice
from best_practices.reuse import services
from best_practices.reuse.models import Adoption, Feedback
from portal.districts.models import Office, School
from tests.cast import office_holder

STEPS = ["A short check on Fridays", "Groups by the missing step"]


def principal_of(school: School) -> Any:
    """A principal in the district of a school."""
    return office_holder(school.district, Office.PRINCIPAL, f"Principal {school.pk}")


def adopted(practice: Practice, school: School, *, actor: Any = None, on: date | None = None, **facts: Any) -> Adoption:
    """A school that has begun with a practice in August of 2018, or on a day."""
    told = {"target": "math_prof", "dose": "Grade 3, daily (sample)", "steps": STEPS, **facts}
    day = on or date(2018, 8, 20)
    return services.adopt_practice(practice, school, planned_for=day, actor=actor or principal_of(school), **told)


def said(practice: Practice, district: Any, *, actor: Any, **facts: Any) -> Feedback:
    """Words of a person about a practice, which wait for a moderator."""
    words = {"verdict": "worked", "reason": "Sample: the short check made the difference.", **facts}
    return services.give_feedback(practice, district, actor=actor, **words)
