"""Bad inputs: each is refused with a sentence or noted by row; nothing is guessed and nothing falls over."""

import re

import pytest

from portal.accountability.pipeline import plan_import
from portal.accountability.reading import Unreadable
from tests.portal.accountability.corpus import CASES, Case

YEAR = {"results": None, "components": 2019}


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_read_answers_bad_input_with_a_reason(case: Case):
    if isinstance(case.outcome, str):
        with pytest.raises(Unreadable) as refusal:
            plan_import(case.kind, case.content, name=case.file, year=YEAR.get(case.kind))
        assert case.outcome in str(refusal.value)
        return
    plan = plan_import(case.kind, case.content, name=case.file, year=YEAR.get(case.kind))
    good, expected = case.outcome
    found = {finding.row: finding.reason for finding in plan.findings}
    assert (sum(plan.counts.values()), set(found)) == (good, set(expected)), plan.findings
    assert all(re.search(reason, found[row]) for row, reason in expected.items()), plan.findings
    assert plan.rows == good + len(expected)
