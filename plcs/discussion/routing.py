"""Addresses of the sockets."""

from django.urls import path

from plcs.discussion.consumers import WorkgroupConsumer

websockets = [path("ws/plcs/<slug:slug>/", WorkgroupConsumer.as_asgi())]
