"""Addresses of reuse: a school's needs; adoptions and what is said, by practice; the state's lists."""

from django.urls import path, re_path

from best_practices.reuse.views import adopting, needs, speaking, state

app_name = "reuse"
ONE = "adoptions/<slug:reference>/"
urlpatterns = [
    path("schools/<int:pk>/needs/", needs.needs, name="needs"),
    path("practices/<slug:slug>/adopt/", adopting.adopt, name="adopt"),
    path("practices/<slug:slug>/feedback/", speaking.feedback, name="feedback"),
    path("adoptions/", adopting.adoptions, name="adoptions"),
    path("adoptions/adoptions.csv", adopting.adoptions_file, name="adoptions_file"),
    path("adoptions/lists/", state.state_lists, name="lists"),
    path("adoptions/lists/<slug:kind>.csv", state.list_file, name="list_file"),
    path("adoptions/weights/", state.weights, name="weights"),
    path("adoptions/feedback/", speaking.held, name="held"),
    path("adoptions/feedback/<int:number>/show/", speaking.show, name="show"),
    path("adoptions/feedback/<int:number>/hide/", speaking.hide, name="hide"),
    path("adoptions/feedback/<int:number>/take-back/", speaking.take_back, name="take_back"),
    path(ONE, adopting.adoption, name="adoption"),
    path(f"{ONE}check-in/", adopting.check_in, name="check_in"),
    path(f"{ONE}resume/", adopting.resume, name="resume"),
    re_path(r"^adoptions/(?P<reference>[-\w]+)/(?P<verb>start|finish|stop)/$", adopting.move, name="move"),
]
