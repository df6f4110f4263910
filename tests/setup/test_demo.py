"""`manage.py demo` in a copy of the project: it serves, it stops, and it leaves nothing behind."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest

from meetings.samples import LOGINS
from tests.conftest import PROJECT

from .conftest import environment_without_ours


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    copy = tmp_path_factory.mktemp("demo") / "project"
    copy.mkdir()
    shutil.copy(PROJECT / "manage.py", copy)
    for folder in "coverage_cms", "meetings", "static", "templates":
        shutil.copytree(PROJECT / folder, copy / folder)
    return copy


@pytest.fixture
def demo(project):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-u", "manage.py", "demo", "--port", str(port)],
        cwd=project,
        env=environment_without_ours() | {"DEBUG": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    process.site = f"http://127.0.0.1:{port}"
    process.told = ""
    while "Ctrl-C stops everything" not in process.told:
        line = process.stdout.readline()
        assert line, process.told
        process.told += line
    yield process
    process.terminate()
    process.communicate()


def status(address):
    with urlopen(address) as response:
        return response.status


def server_is_gone(project, patience=10):
    deadline = time.monotonic() + patience
    while (project / "var/postgres/data/postmaster.pid").exists():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_it_says_where_it_is_and_who_may_enter_and_serves(demo):
    for username, password, _ in LOGINS:
        assert f"{username} " in demo.told
        assert password in demo.told
    for address in "/en/", "/fr/", "/desk/":
        assert demo.site + address in demo.told
        assert status(demo.site + address) == 200
    assert status(demo.site + "/static/admin/css/base.css") == 200


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_of_it(told, demo, project):
    demo.send_signal(told)
    assert demo.wait(timeout=30) == 0
    assert server_is_gone(project, patience=0)


def test_when_it_is_killed_its_workers_and_the_server_go_too(demo, project):
    assert status(demo.site + "/en/") == 200  # its workers are there
    demo.kill()
    assert server_is_gone(project)
