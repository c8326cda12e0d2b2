"""Pages of events: the list, one event, planning, answers, teams, attendance, what comes afterwards, calendars."""
