"""Dates as this portal writes them: weekday and month in full, 12-hour times."""

DATE_FORMAT = "l, F j, Y"
TIME_FORMAT = "g:i a"
DATETIME_FORMAT = "l, F j, Y, g:i a"
MONTH_DAY_FORMAT = "l, F j"
SHORT_DATE_FORMAT = "M j, Y"
SHORT_DATETIME_FORMAT = "M j, Y, g:i a"
