"""Views of proposals to vary standards."""
