"""Pages of matching runs and mentorships."""
