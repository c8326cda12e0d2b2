"""Who may begin, write, submit, read and decide applications."""

from typing import Any

import rules

from applications.intake.models import Application
from applications.intake.states import ApplicationState
from portal.accounts.policies import is_facilitator, is_mde_staff, is_signed_in
from portal.districts.models import LEADING_OFFICES, WRITING_OFFICES
from portal.districts.policies import holds_office, is_member


@rules.predicate
def has_writing_office(user: Any, application: Application) -> bool:
    """Superintendent or innovation lead now of the applying district."""
    return holds_office(user, application.district_id, *WRITING_OFFICES)


@rules.predicate
def has_leading_office(user: Any, application: Application) -> bool:
    """Superintendent, board president or innovation lead now of the applying district."""
    return holds_office(user, application.district_id, *LEADING_OFFICES)


@rules.predicate
def is_draft(user: Any, application: Application) -> bool:
    """Not submitted yet."""
    return application.state == ApplicationState.DRAFT


@rules.predicate
def is_outside_district(user: Any, application: Application) -> bool:
    """Holds no office in the applying district: nobody decides on their own district."""
    return not is_member(user, application.district_id)


rules.add_perm("intake.list", is_signed_in)
rules.add_perm("intake.begin", is_signed_in)
rules.add_perm("intake.read", is_mde_staff | has_leading_office)
rules.add_perm("intake.write", has_writing_office & is_draft)
rules.add_perm("intake.submit", has_writing_office)
rules.add_perm("intake.withdraw", has_writing_office)
rules.add_perm("intake.decide", is_facilitator & is_outside_district)
rules.add_perm("intake.export", is_mde_staff)
