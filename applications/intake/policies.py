"""Who may begin, write, submit, read and decide applications."""

from typing import Any

import rules

from applications.intake.models import Application, Audience, CoWriter
from applications.intake.states import ApplicationState
from portal.accounts.policies import is_facilitator, is_mde_staff, is_signed_in
from portal.districts.models import LEADING_OFFICES, WRITING_OFFICES
from portal.districts.policies import holds_office, is_member
from portal.drafts.policies import can_comment, can_edit, can_sign_off, is_co_writer, is_own_share


@rules.predicate
def has_writing_office(user: Any, application: Application) -> bool:
    """Superintendent or innovation lead now of the applying district."""
    return holds_office(user, application.district_id, *WRITING_OFFICES)


@rules.predicate
def has_leading_office(user: Any, application: Application) -> bool:
    """Superintendent, board president or innovation lead now of the applying district."""
    return holds_office(user, application.district_id, *LEADING_OFFICES)


@rules.predicate
def is_open_to_writers(user: Any, application: Application) -> bool:
    """A draft, or reopened for more information."""
    return application.is_open_to_writers


@rules.predicate
def is_draft(user: Any, application: Application) -> bool:
    """Not submitted yet."""
    return application.state == ApplicationState.DRAFT


def audiences_for(user: Any, application: Application) -> list[str]:
    """To whom the person may write: MDE reads nothing of a draft, and writes nothing that only the district reads."""
    inside: list[str] = [Audience.DISTRICT] if user.has_perm("intake.post_inside", application) else []
    return inside if application.submitted_at is None else [*inside, Audience.ALL]


@rules.predicate
def is_outside_district(user: Any, application: Application) -> bool:
    """Holds no office in the applying district: nobody decides on their own district."""
    return not is_member(user, application.district_id)


@rules.predicate
def can_end_share(user: Any, shared: CoWriter) -> bool:
    """May ask colleagues to help with the application, and end that."""
    return has_writing_office(user, shared.application)


rules.add_perm("intake.announce", is_mde_staff)
rules.add_perm("intake.list", is_signed_in)
rules.add_perm("intake.begin", is_signed_in)
rules.add_perm("intake.read", is_mde_staff | has_leading_office | is_co_writer)
rules.add_perm("intake.write", (has_writing_office | can_edit) & is_open_to_writers)
rules.add_perm("intake.share", has_writing_office & is_open_to_writers)
rules.add_perm("intake.leave", is_co_writer)
rules.add_perm("intake.end_co_writer", is_own_share | can_end_share)
rules.add_perm("intake.sign_off", can_sign_off & is_open_to_writers)
rules.add_perm("intake.submit", has_writing_office)
rules.add_perm("intake.withdraw", has_writing_office)
rules.add_perm("intake.post", has_leading_office | can_comment | (is_facilitator & is_outside_district))
rules.add_perm("intake.post_inside", has_leading_office | can_comment)
rules.add_perm("intake.decide", is_facilitator & is_outside_district)
rules.add_perm("intake.release", is_facilitator)
rules.add_perm("intake.see_decisions", is_mde_staff)
rules.add_perm("intake.export", is_mde_staff)
