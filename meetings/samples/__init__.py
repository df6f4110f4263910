"""An invented body, its meetings, people and texts, to show what the system does. No word of it was ever said.

The texts lie beside this file as an officer would hand them in: en/12-01.txt is about the first meeting
of the twelfth session. What happens to each is told in `plan.py`.
"""

PASSWORD = "demo"

# username, languages, roles, what the person is
PEOPLE = [
    ("anna", ("en",), ("officer",), "press officer, English"),
    ("robert", ("en",), ("reviewer",), "reviewer, English"),
    ("bea", ("en",), ("officer", "reviewer"), "press officer and reviewer, English"),
    ("claire", ("fr",), ("officer",), "press officer, French"),
    ("renee", ("fr",), ("reviewer",), "reviewer, French"),
    ("benoit", ("fr",), ("officer", "reviewer"), "press officer and reviewer, French"),
    ("admin", (), (), "administrator"),
]
LOGINS = [(username, PASSWORD, description) for username, _, _, description in PEOPLE]
