"""The practice library: what everybody reads, what authors write, what moderators do."""

from django.urls import path

from best_practices.library.views import collecting, interface, listing, moderating, people, reading, writing

app_name = "library"
DRAFT = "practices/drafts/<slug:reference>/"
urlpatterns = [
    path("practices/", listing.practices, name="practices"),
    path("practices/feed/", listing.feed, name="feed"),
    path("practices/api/", interface.practices_data, name="practices_data"),
    path("practices/api/openapi.json", interface.description, name="description"),
    path("practices/api/<slug:slug>/", interface.practice_data, name="practice_data"),
    path("practices/searches/keep/", listing.keep_search, name="keep_search"),
    path("practices/searches/<int:number>/drop/", listing.drop_search, name="drop_search"),
    path("practices/submit/", writing.begin, name="begin"),
    path("practices/checklist/", reading.checklist, name="checklist"),
    path("practices/collections/", collecting.collections, name="collections"),
    path("practices/collections/<slug:slug>/", collecting.collection, name="collection"),
    path("practices/drafts/", listing.own, name="own"),
    path("practices/drafts/join/<int:number>/", people.join, name="join"),
    path("practices/drafts/end/<int:number>/", people.end_author, name="end_author"),
    path(DRAFT, reading.version, name="version"),
    path(f"{DRAFT}write/<slug:section>/", writing.write, name="write"),
    path(f"{DRAFT}answers/<slug:question>/", writing.save_answer, name="save_answer"),
    path(f"{DRAFT}files/<slug:question>/", reading.version_file, name="version_file"),
    path(f"{DRAFT}preview/", writing.preview, name="preview"),
    path(f"{DRAFT}submit/", writing.submit, name="submit"),
    path(f"{DRAFT}drop/", writing.drop, name="drop"),
    path(f"{DRAFT}appeal/", writing.appeal, name="appeal"),
    path(f"{DRAFT}authors/", people.authors, name="authors"),
    path(f"{DRAFT}remarks/", people.remark, name="remark"),
    path(f"{DRAFT}changes/", reading.changes, name="changes"),
    path(f"{DRAFT}checks/", moderating.checks, name="checks"),
    path(f"{DRAFT}ask-changes/", moderating.ask_changes, name="ask_changes"),
    path(f"{DRAFT}classify/", moderating.classify, name="classify"),
    path(f"{DRAFT}publish/", moderating.publish, name="publish"),
    path(f"{DRAFT}decline/", moderating.decline, name="decline"),
    path(f"{DRAFT}merge/", moderating.merge, name="merge"),
    path("practices/<slug:slug>/", reading.practice, name="practice"),
    path("practices/<slug:slug>/practice.pdf", reading.practice_file, name="practice_file"),
    path("practices/<slug:slug>/files/<slug:key>/", reading.published_file, name="published_file"),
    path("practices/<slug:slug>/compare/", reading.compare, name="compare"),
    path("practices/<slug:slug>/new-version/", writing.new_version, name="new_version"),
    path("practices/<slug:slug>/adapt/", writing.adapt, name="adapt"),
    path("practices/<slug:slug>/confirm/", writing.confirm, name="confirm"),
    path("practices/<slug:slug>/withdraw/", writing.withdraw, name="withdraw"),
]
