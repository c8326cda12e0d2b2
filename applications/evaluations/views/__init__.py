"""Views of reports on waivers."""
