"""Addresses of meetings of the Commission."""

from django.urls import path

from applications.commission.views import meetings, packets, voting

app_name = "commission"
ONE = "<int:number>/"
urlpatterns = [
    path("", meetings.sittings, name="sittings"),
    path("plan/", meetings.plan, name="plan"),
    path(ONE, meetings.sitting, name="sitting"),
    path(f"{ONE}items/", meetings.add_item, name="add_item"),
    path("items/<int:number>/remove/", meetings.remove_item, name="remove_item"),
    path(f"{ONE}review/", packets.review, name="review"),
    path(f"{ONE}freeze/", packets.freeze, name="freeze"),
    path(f"{ONE}packet/", packets.packet, name="packet"),
    path(f"{ONE}packet.pdf", packets.packet_file, name="packet_file"),
    path(f"{ONE}open/", meetings.open_sitting, name="open"),
    path(f"{ONE}cancel/", meetings.cancel, name="cancel"),
    path(f"{ONE}close/", meetings.close, name="close"),
    path("items/<int:number>/provisions/<int:provision>/move/", voting.move, name="move"),
    path("motions/<int:number>/second/", voting.second, name="second"),
    path("motions/<int:number>/take-back/", voting.take_back, name="take_back"),
    path("motions/<int:number>/vote/", voting.vote, name="vote"),
]
