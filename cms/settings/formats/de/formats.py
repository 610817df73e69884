"""German with the time as it is said: 23. November 2026, 21:43 Uhr."""

DATETIME_FORMAT = r"j. F Y, H:i \U\h\r"
