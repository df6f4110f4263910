"""The record sealed from the command line."""

import json

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from tests.newsroom.test_history import behind_our_back

pytestmark = pytest.mark.django_db


def test_a_seal_goes_to_a_file_and_a_mail(published, tmp_path, capsys):
    file = tmp_path / "seals.jsonl"
    call_command("seal_history", file=file, mail=["records@example.org"])
    line = json.loads(file.read_text())
    assert line["heads"][str(published.pk)][:2] == [4, published.activities.first().hash]
    assert line["digest"] in capsys.readouterr().out
    assert line["digest"] in mail.outbox[0].body


def test_file_and_addresses_may_come_from_the_settings(published, tmp_path, settings):
    settings.SEAL_FILE, settings.SEAL_MAIL = tmp_path / "seals.jsonl", ["records@example.org"]
    call_command("seal_history")
    assert settings.SEAL_FILE.exists() and mail.outbox[0].to == settings.SEAL_MAIL


def test_a_seal_that_would_go_nowhere_is_refused(db):
    with pytest.raises(CommandError, match="Say where to"):
        call_command("seal_history")


def test_a_file_that_holds_something_else_is_left_alone(published, tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("My notes\n")
    with pytest.raises(CommandError, match="Line 1 of the file is no seal"):
        call_command("seal_history", file=file)
    assert file.read_text() == "My notes\n"


def test_a_record_that_became_shorter_is_told_at_once(published, tmp_path):
    file = tmp_path / "seals.jsonl"
    call_command("seal_history", file=file)
    behind_our_back("DELETE FROM meetings_activity WHERE number = 4")
    with pytest.raises(CommandError, match="is shorter than when it was sealed last"):
        call_command("seal_history", file=file, mail=["records@example.org"])
    assert "is shorter" in mail.outbox[0].body
