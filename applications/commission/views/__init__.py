"""Views of meetings of the Commission."""
