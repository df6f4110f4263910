import shutil
import socket
import subprocess
from importlib import util

import pytest

from coverage_cms import preflight
from tests.conftest import PROJECT


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def make(*arguments):
    return subprocess.run(["make", "--no-print-directory", *arguments], cwd=PROJECT, capture_output=True, text=True)


def test_this_machine_will_do():
    result = make("preflight")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_make_says_that_python_is_missing():
    result = make("preflight", "PYTHON=python-that-is-not")
    assert result.stdout == "Python 3.11 or newer is needed, and there is no python-that-is-not here.\n"


def test_a_taken_port_stops_the_demo_before_it_begins(taken_port):
    result = make("demo", f"PORT={taken_port}")
    assert result.returncode
    assert result.stdout == ""
    assert result.stderr.startswith(f"Port {taken_port} can't be had (")


@pytest.mark.parametrize("port", ["eighty", "-1", "65536"])
def test_a_port_that_is_none_is_refused(port):
    assert preflight.port_obstacle(port).startswith(f"Port {port} can't be had (")


def test_a_free_port_is_no_obstacle():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert preflight.port_obstacle(port) is None


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr("sys.version_info", (3, 9, 2))
    assert preflight.python_obstacle().startswith("Python 3.11 or newer is needed, and ")


def test_a_python_without_venv_is_named(monkeypatch):
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "ensurepip" else name)
    assert preflight.python_obstacle().startswith("This Python lacks ensurepip: ")


def test_a_full_disk_is_named(monkeypatch):
    usage = shutil.disk_usage("/")._replace(free=99 * 10**6)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    assert preflight.disk_obstacle() == "This disk has 99 MB free, and 100 are needed: make room."
