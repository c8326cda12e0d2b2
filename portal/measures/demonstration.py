"""Demonstration content of measures: one sample measure, without readings.

A reading belongs to a school or a district, and no real one may be given an invented value.
"""

from datetime import date
from decimal import Decimal

from portal.accounts.demonstration import address
from portal.accounts.models import User
from portal.measures.models import Measure
from portal.measures.services import start_measure
from portal.network.models import Pathway

PLC = "sample-plc"
SAMPLE = {
    "title": "Sample: students with a plan for their pathway",
    "question": "What share of grade 9 students talked with an adult about their pathway this month? (sample)",
    "kind": "process",
    "unit": "percent",
    "direction": "higher",
    "counted": "Sample: from the counselor's list of talks, counted on the last school day of the month.",
    "numerator": "Grade 9 students with at least one talk this month",
    "denominator": "Grade 9 students enrolled on the last school day of the month",
    "is_about_students": True,
    "goal": Decimal(80),
    "goal_by": date(2027, 5, 28),
    "baseline_months": 6,
}


def load() -> None:
    """The sample measure, once; nothing where its PLC or its facilitator is not there."""
    pathway = Pathway.objects.filter(slug=PLC).first()
    facilitator = User.objects.filter(email=address("facilitator")).first()
    if pathway and facilitator and not Measure.objects.filter(title=SAMPLE["title"]).exists():
        start_measure(pathway, actor=facilitator, **SAMPLE)
