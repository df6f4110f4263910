"""Hours are printed as each language prints them, at the desk and in mails."""

import datetime

import pytest
from django.template import engines
from django.utils import translation

from meetings.newsroom import buffers
from meetings.newsroom.notices import words

MOMENT = datetime.datetime(2026, 7, 11, 18, 46, tzinfo=datetime.UTC)


def printed(form):
    template = engines["django"].from_string(f'{{{{ moment|date:"{form}" }}}}')
    return template.render({"moment": MOMENT})


@pytest.mark.parametrize(("language", "hour"), [("en", "20:46"), ("fr", "20\xa0h\xa046")])
def test_desk_and_mails_print_an_hour_as_their_language_does(language, hour):
    with translation.override(language):
        for said in (
            printed("TIME_FORMAT"),
            printed("SHORT_DATETIME_FORMAT"),
            printed("DATETIME_FORMAT"),
            words.hour(MOMENT.isoformat()),
            buffers.hour(MOMENT),
        ):
            assert said.endswith(hour)


def test_no_template_of_the_desk_spells_an_hour_of_its_own(settings):
    folders = [settings.BASE_DIR / "templates" / name for name in ("desk", "admin", "preview")]
    spelt = [path.name for folder in folders for path in folder.rglob("*.html") if 'H:i"' in path.read_text()]
    assert spelt == []
