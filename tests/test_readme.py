"""What the README says of the rules is what the rules say."""

from django.core.management import get_commands

from meetings.models import State
from meetings.newsroom.workflow import TRANSITIONS, Transition
from tests.conftest import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")


def row(transition: Transition) -> str:
    """A transition as a row of the README's table."""
    starts = ", ".join(f"{State(state).label} ({' or '.join(sorted(who))})" for state, who in transition.roles.items())
    end = str(State(transition.to_state).label) if transition.to_state else ""
    comment = "a comment" if transition.comment else ""
    return "| " + " | ".join((str(transition.label), starts, end, comment)) + " |"


def test_the_table_of_transitions_is_that_of_the_workflow():
    table = README.split("| act |")[1].split("\n\n")[0].splitlines()[2:]
    assert [" ".join(line.split()) for line in table] == [
        " ".join(row(transition).split()) for transition in TRANSITIONS.values()
    ]


def test_every_command_of_the_project_is_told():
    commands = {name for name, app in get_commands().items() if app == "meetings"} - {"demo"}
    assert {name for name in commands if f"| `{name}" in README} == commands


def test_every_picture_is_there():
    pictures = [line.split("(")[1].rstrip(")") for line in README.splitlines() if line.startswith("![")]
    assert len(pictures) == 2
    for picture in pictures:
        assert (PROJECT / picture).stat().st_size < 300_000
