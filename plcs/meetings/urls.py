"""Addresses of meetings and minutes."""

from django.urls import path

from plcs.meetings.views import actions, agenda, approving, decisions, files, meetings, minutes, series

app_name = "meetings"
ALL = "<slug:slug>/meetings/"
ONE = f"{ALL}<slug:reference>/"
TOPIC, MINUTES = f"{ONE}agenda/<int:number>/", f"{ONE}minutes/"
SECTION, WISH = f"{MINUTES}sections/<int:number>/", f"{MINUTES}changes/<int:number>/"
ACTIONS = "<slug:slug>/actions/"
ACTION = f"{ACTIONS}<slug:reference>/"
DECISIONS, FILES = "<slug:slug>/decisions/", "<slug:slug>/files/"
DECISION, FILE = f"{DECISIONS}<slug:reference>/", f"{FILES}<int:number>/"
urlpatterns = [
    path(ALL, meetings.meetings, name="meetings"),
    path(f"{ALL}plan/", meetings.plan, name="plan"),
    path(f"{ALL}series/<slug:key>/", series.series, name="series"),
    path(f"{ALL}series/<slug:key>/pdf/", series.series_pdf, name="series_pdf"),
    path(ONE, meetings.meeting, name="meeting"),
    path(f"{ONE}change/", meetings.change, name="change"),
    path(f"{ONE}cancel/", meetings.cancel, name="cancel"),
    path(f"{ONE}rsvp/", meetings.rsvp, name="rsvp"),
    path(f"{ONE}hold/", meetings.hold, name="hold"),
    path(f"{ONE}attendance/", meetings.attendance, name="attendance"),
    path(f"{ONE}agenda/", agenda.propose, name="propose"),
    path(f"{ONE}agenda/close/", agenda.close_agenda, name="close_agenda"),
    path(f"{TOPIC}take/", agenda.take, name="take"),
    path(f"{TOPIC}postpone/", agenda.postpone, name="postpone"),
    path(f"{TOPIC}decline/", agenda.decline, name="decline"),
    path(f"{TOPIC}move/", agenda.move, name="move"),
    path(MINUTES, minutes.minutes, name="minutes"),
    path(f"{MINUTES}text/", approving.text, name="text"),
    path(f"{MINUTES}pdf/", approving.pdf, name="pdf"),
    path(f"{MINUTES}put/", approving.put, name="put"),
    path(f"{MINUTES}take-back/", approving.take_back, name="take_back"),
    path(f"{MINUTES}agree/", approving.agree, name="agree"),
    path(f"{MINUTES}promote/", approving.promote, name="promote"),
    path(f"{MINUTES}correct/", approving.correct, name="correct"),
    path(f"{MINUTES}sections/", minutes.add_section, name="add_section"),
    path(SECTION, minutes.write, name="write"),
    path(f"{SECTION}take/", minutes.take_section, name="take_section"),
    path(f"{SECTION}leave/", minutes.leave_section, name="leave_section"),
    path(f"{SECTION}versions/", minutes.versions, name="versions"),
    path(f"{SECTION}versions/<int:version>/restore/", minutes.restore, name="restore"),
    path(f"{SECTION}amend/", approving.amend, name="amend"),
    path(f"{WISH}answer/", approving.answer_amendment, name="answer_amendment"),
    path(ACTIONS, actions.actions, name="actions"),
    path(f"{ACTIONS}note/", actions.make_action, name="make_action"),
    path(ACTION, actions.action, name="action"),
    path(f"{ACTION}change/", actions.change_action, name="change_action"),
    path(f"{ACTION}move/", actions.move_action, name="move_action"),
    path(DECISIONS, decisions.decisions, name="decisions"),
    path(f"{DECISIONS}ask/", decisions.ask, name="ask"),
    path(DECISION, decisions.decision, name="decision"),
    path(f"{DECISION}position/", decisions.take_position, name="take_position"),
    path(f"{DECISION}close/", decisions.close, name="close"),
    path(f"{DECISION}withdraw/", decisions.withdraw, name="withdraw"),
    path(f"{DECISION}review/", decisions.review, name="review"),
    path(FILES, files.files, name="files"),
    path(f"{FILES}add/", files.add_file, name="add_file"),
    path(FILE, files.file, name="file"),
    path(f"{FILE}add/", files.add_version, name="add_version"),
    path(f"{FILE}<int:version>/", files.content, name="content"),
]
