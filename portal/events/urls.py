"""Addresses of events."""

from django.urls import path

from portal.events.views import afterwards, answering, attending, calendars, event, importing, listing, planning, teams

app_name = "events"
ONE = "<slug:slug>/"
TEAM = f"{ONE}team/<slug:leaid>/"
urlpatterns = [
    path("", listing.events, name="events"),
    path("calendar.ics", calendars.public_calendar, name="public_calendar"),
    path("calendars/<str:code>.ics", calendars.feed, name="feed"),
    path("mine/", calendars.mine, name="mine"),
    path("mine/calendar/", calendars.renew, name="renew_calendar"),
    path("new/", planning.new, name="new"),
    path("reply/<str:code>/", answering.reply, name="reply"),
    path(ONE, event.event, name="event"),
    path(f"{ONE}event.ics", calendars.event_file, name="event_file"),
    path(f"{ONE}edit/", planning.edit, name="edit"),
    path(f"{ONE}publish/", planning.publish, name="publish"),
    path(f"{ONE}cancel/", planning.cancel, name="cancel"),
    path(f"{ONE}answer/", answering.answer, name="answer"),
    path(f"{ONE}take/", answering.take, name="take"),
    path(TEAM, teams.team, name="team"),
    path(f"{TEAM}take/", teams.take, name="take_team"),
    path(f"{TEAM}give-up/", teams.give_up, name="give_team_up"),
    path(f"{ONE}people/", attending.people, name="people"),
    path(f"{ONE}people/add/", attending.add_person, name="add_person"),
    path(f"{ONE}people/file/", importing.meeting_file_page, name="meeting_file"),
    path(f"{ONE}sheet.pdf", attending.sheet, name="sheet"),
    path(f"{ONE}roster.csv", attending.roster, name="roster"),
    path(f"{ONE}poster/", attending.poster, name="poster"),
    path(f"{ONE}poster.svg", attending.poster_code, name="poster_code"),
    path(f"{ONE}check-in/", attending.check_in, name="check_in"),
    path(f"{ONE}certificate.pdf", attending.certificate, name="certificate"),
    path(f"{ONE}files/", afterwards.files, name="files"),
    path(f"{ONE}files/<int:number>/", afterwards.material_file, name="material"),
    path(f"{ONE}files/<int:number>/remove/", afterwards.remove, name="remove_material"),
    path(f"{ONE}watched/", afterwards.watched, name="watched"),
    path(f"{ONE}opinion/", afterwards.opinion, name="opinion"),
]
