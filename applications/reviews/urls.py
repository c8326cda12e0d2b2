"""Addresses of reviews."""

from django.urls import path

from applications.reviews.views import discussing, running, sheets, writing

app_name = "reviews"
urlpatterns = [
    path("", writing.mine, name="mine"),
    path("<int:number>/", writing.review, name="review"),
    path("<int:number>/criteria/<slug:criterion>/", writing.save_score, name="save_score"),
    path("<int:number>/abstain/", writing.abstain, name="abstain"),
    path("<int:number>/not-my-field/", writing.decline_field, name="decline_field"),
    path("panels/<slug:key>/", running.panel, name="panel"),
    path("panels/<slug:key>/people/", running.add_member, name="add_member"),
    path("panels/<slug:key>/assign/", running.assign, name="assign"),
    path("panels/<slug:key>/preview/", running.preview, name="preview"),
    path("panels/<slug:key>/assign-all/", running.assign_automatically, name="assign_automatically"),
    path("subjects/<int:number>/", discussing.discuss, name="discuss"),
    path("subjects/<int:number>/agree/", discussing.agree, name="agree"),
    path("panels/<slug:key>/assign-sheet/", sheets.assign_sheet, name="assign_sheet"),
    path("panels/<slug:key>/assignments.csv", sheets.assignments, name="assignments"),
    path("panels/<slug:key>/release/<int:number>/", sheets.release, name="release"),
    path("panels/<slug:key>/phase/", sheets.set_phase, name="set_phase"),
    path("panels/<slug:key>/close/", sheets.close, name="close"),
    path("panels/<slug:key>/release-conflicted/", running.release_conflicted, name="release_conflicted"),
]
