"""Addresses of matching runs and mentorships."""

from django.urls import path

from mentorship.matching.views import matches, runs, surveys

app_name = "matching"
RUN, ONE = "runs/<int:number>/", "<slug:reference>/"
urlpatterns = [
    path("runs/", runs.runs, name="runs"),
    path("runs/new/", runs.new, name="new"),
    path("runs/surveys/", surveys.surveys, name="surveys"),
    path(RUN, runs.run_page, name="run"),
    path(f"{RUN}weights/", runs.weigh, name="weigh"),
    path(f"{RUN}pair/", runs.set_pair, name="set_pair"),
    path(f"{RUN}refresh/", runs.refresh, name="refresh"),
    path(f"{RUN}later/", runs.set_weights, name="set_weights"),
    path(f"{RUN}release/", runs.release, name="release"),
    path(f"{RUN}discard/", runs.discard, name="discard"),
    path(f"{RUN}pairs.csv", runs.pairs_file, name="pairs_file"),
    path(ONE, matches.match_page, name="match"),
    path(f"{ONE}answer/", matches.answer, name="answer"),
    path(f"{ONE}goals/", matches.agree, name="agree"),
    path(f"{ONE}contacts/", matches.note, name="note"),
    path(f"{ONE}contacts/<int:number>/strike/", matches.strike, name="strike"),
    path(f"{ONE}end/", matches.end, name="end"),
    path(f"{ONE}survey/", surveys.survey, name="survey"),
]
