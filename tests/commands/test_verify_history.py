"""The record gone over from the command line: one sentence a fault, and an exit code that a watch can act on."""

import pytest
from django.core.management import CommandError, call_command

from tests.newsroom.test_history import behind_our_back

pytestmark = pytest.mark.django_db


def test_a_whole_record_is_told_as_such(published, french_draft, capsys):
    call_command("verify_history")
    assert capsys.readouterr().out == "The record is whole.\n"


def test_every_fault_is_told_with_its_text_and_entry(published, french_draft, capsys):
    behind_our_back(
        "UPDATE meetings_activity SET comment = 'So be it.' WHERE number = 1",
        "UPDATE meetings_publication SET text = 'Another'",
    )
    with pytest.raises(CommandError, match="The record is not whole: 3 faults"):
        call_command("verify_history")
    assert capsys.readouterr().out.splitlines() == [
        f"{published.pk} (WAC26.001E): Version 1 was changed after it was published.",
        f"{published.pk} (WAC26.001E): Entry 1 was changed.",
        f"{french_draft.pk}: Entry 1 was changed.",
    ]


def test_the_seals_of_a_file_are_compared_with(published, tmp_path, capsys):
    file = tmp_path / "seals.jsonl"
    for _ in range(2):
        call_command("seal_history", file=file)
    call_command("verify_history", seal=file)
    assert "The record is whole, as in each of 2 seals." in capsys.readouterr().out
    behind_our_back("DELETE FROM meetings_activity WHERE number = 4")
    with pytest.raises(CommandError):
        call_command("verify_history", seal=file)
    assert "Entry 4 was sealed on" in capsys.readouterr().out


def test_what_is_no_file_of_seals_is_refused_with_a_sentence(draft, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify_history", seal=tmp_path / "nowhere")
    file = tmp_path / "notes.txt"
    file.write_text("[]\n")
    with pytest.raises(CommandError, match="Line 1 of the file is no seal"):
        call_command("verify_history", seal=file)
