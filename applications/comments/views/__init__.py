"""Views of comments on proposals."""
