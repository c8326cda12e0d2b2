"""Addresses of comments on a proposal."""

from django.urls import path

from applications.comments.views import grouping, moderating, reading, writing

app_name = "comments"
ALL = "<slug:reference>/comments/"
ONE = f"{ALL}<int:number>/"
GROUP = f"{ALL}groups/<int:number>/"
urlpatterns = [
    path(ALL, reading.comments, name="comments"),
    path(f"{ALL}comments.csv", reading.comments_file, name="comments_file"),
    path(f"{ALL}write/", writing.write, name="write"),
    path(f"{ALL}moderate/", moderating.moderate, name="moderate"),
    path(f"{ONE}publish/", moderating.publish, name="publish"),
    path(f"{ONE}decline/", moderating.decline, name="decline"),
    path(f"{ONE}take-down/", moderating.take_down, name="take_down"),
    path(f"{ONE}put-back/", moderating.put_back, name="put_back"),
    path(f"{ALL}group/", grouping.group, name="group"),
    path(f"{GROUP}rename/", grouping.rename, name="rename"),
    path(f"{GROUP}answer/", grouping.answer, name="answer"),
]
