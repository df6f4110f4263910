"""What tools can tell about the code, told by the same command as the tests."""

import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from tests.conftest import PROJECT

TOOLS = {
    "lint": ["-m", "ruff", "check", "--quiet"],
    "format": ["-m", "ruff", "format", "--check"],
    "types": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
}


@pytest.mark.parametrize("arguments", TOOLS.values(), ids=TOOLS)
def test_code(arguments):
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    told = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told)
    except SystemExit:
        pytest.fail(told.getvalue())
