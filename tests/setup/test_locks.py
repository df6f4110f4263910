import re

import pytest

from tests.conftest import PROJECT

LOCKS = ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_host_index_or_path(name):
    text = (PROJECT / name).read_text()
    assert not re.findall(r"://|file:|index|find-links|trusted-host| @ |^[./-]", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_gives_a_version_and_hashes_for_all(name):
    text = (PROJECT / name).read_text()
    requirements = text.replace("\\\n", "").splitlines()
    assert all(re.match(r"[a-z0-9.-]+==\S+ .*--hash=sha256:", line) for line in requirements)


def test_both_lock_files_agree():
    run, dev = (set(re.findall(r"^[a-z].*?==\S+", (PROJECT / name).read_text(), re.MULTILINE)) for name in LOCKS)
    assert run <= dev
