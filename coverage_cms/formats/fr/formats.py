# 20 h 46, with spaces that do not break, as the public's pages print it (meetings/exports/dates.py).
TIME_FORMAT = "G\xa0\\h\xa0i"
DATETIME_FORMAT = "j F Y, G\xa0\\h\xa0i"
SHORT_DATETIME_FORMAT = "j N, G\xa0\\h\xa0i"
