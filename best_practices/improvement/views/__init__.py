"""Views of the work with identified schools."""
