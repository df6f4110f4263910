"""The private server, from outside: processes that hold it, and what becomes of it and its data."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from coverage_cms.postgres import server as module
from coverage_cms.postgres.server import SUPERUSER, Server, short_private_folder
from tests.conftest import PROJECT

HOLD = """
import sys
from coverage_cms.postgres.server import private_server
server = private_server(sys.argv[1])
server.start()
print(server.socket_folder, flush=True)
sys.stdin.read()
"""


class Holder:
    """Another process that uses the server, until it is told to leave or killed."""

    def __init__(self, home):
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, home],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.socket_folder = self.process.stdout.readline().strip()
        assert self.socket_folder

    def leave(self):
        self.process.communicate()

    def kill(self):
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def hold():
    holders = []

    def start(home):
        holders.append(Holder(home))
        return holders[-1]

    yield start
    for holder in holders:
        if holder.process.poll() is None:
            holder.leave()


@pytest.fixture
def home():
    """A short path: what is longer than a socket's may be has its socket elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "postgres"


def connect(holder):
    return psycopg.connect(host=holder.socket_folder, user=SUPERUSER, dbname="postgres", autocommit=True)


def answers(holder):
    try:
        connect(holder).close()
    except psycopg.OperationalError:
        return False
    return True


def test_the_last_process_to_leave_stops_the_server(home, hold):
    first, second = hold(home), hold(home)
    first.leave()
    assert answers(second)
    second.leave()
    assert not answers(second)


def test_a_process_that_is_killed_holds_nothing(home, hold):
    killed = hold(home)
    killed.kill()
    assert answers(killed)
    heir = hold(home)
    heir.leave()
    assert not answers(heir)


def test_a_forked_child_keeps_the_server_of_its_parent(home):
    server = Server(home)
    server.start()
    waiting, go = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(go)
        os.read(waiting, 1)
        server.leave()
        os._exit(0)
    os.close(waiting)
    server.leave()
    assert server.answers()
    os.close(go)
    os.waitpid(child, 0)
    assert not server.answers()


def test_nothing_committed_is_lost_when_everything_is_killed(home, hold):
    holder = hold(home)
    with connect(holder) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
        processes = [pid for (pid,) in connection.execute("SELECT pid FROM pg_stat_activity")]
        postmaster = int((home / "data" / "postmaster.pid").read_text().split()[0])
        for pid in [postmaster, *processes]:
            os.kill(pid, signal.SIGKILL)
    holder.kill()
    with connect(hold(home)) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


@pytest.mark.parametrize("name", ["a" * 120, "one, two", "l'été à Genève"])
def test_any_path_will_do(name, tmp_path, hold):
    assert answers(hold(tmp_path / name / "postgres"))


def test_a_folder_that_others_cannot_enter_will_do_and_stays_as_it_is(tmp_path, hold):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    places = [closed, *closed.parents, *module.wheel_programs().parents]
    before = [(place.stat().st_mode, place.stat().st_uid) for place in places]
    users = Path("/etc/passwd").read_text()
    assert answers(hold(closed / "postgres"))
    assert [(place.stat().st_mode, place.stat().st_uid) for place in places] == before
    assert Path("/etc/passwd").read_text() == users


def test_nobody_else_can_reach_the_server_or_read_its_data(home, hold):
    hold(home)
    for place in home, home / "data", home / ".s.PGSQL.5432":
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert place.stat().st_uid == os.geteuid()


def test_data_of_another_major_version_are_refused_and_kept(home):
    data = home / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("15\n")
    with pytest.raises(ImproperlyConfigured, match="holds the data of PostgreSQL 15, and this is"):
        Server(home).start()
    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_the_server_of_another_user_is_refused(home):
    home.mkdir()
    os.chown(home, 65534, 65534)
    with pytest.raises(ImproperlyConfigured, match="belongs to another user"):
        Server(home).start()


def test_a_start_that_is_broken_off_leaves_no_server(home, monkeypatch):
    def interrupted(self):
        launch(self)
        raise KeyboardInterrupt

    launch = Server._launch
    monkeypatch.setattr(Server, "_launch", interrupted)
    server = Server(home)
    with pytest.raises(KeyboardInterrupt):
        server.start()
    assert not server.answers()


def test_a_throwaway_server_leaves_no_data(home):
    server = Server(home, throwaway=True)
    server.start()
    server.leave()
    assert not server.answers()
    assert not (home / "data").exists()


def test_a_socket_folder_made_by_somebody_else_is_refused():
    home = os.fsencode(tempfile.mkdtemp())
    folder = short_private_folder(home)
    folder.chmod(0o755)
    with pytest.raises(ImproperlyConfigured, match="was made by somebody else"):
        short_private_folder(home)
    folder.rmdir()
    os.rmdir(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")
def test_where_namespaces_are_refused_another_user_runs_it_outside(home, monkeypatch):
    outside = Path(tempfile.mkdtemp(dir="/tmp"))
    outside.chmod(0o711)
    monkeypatch.setattr(module, "OUTSIDE", outside)
    monkeypatch.setattr(Server, "_namespaces_work", lambda self: False)
    server = Server(home)
    server.start()
    try:
        assert server.answers()
        assert server.socket_folder.parent == outside
        assert (home / "data").resolve().stat().st_uid != 0
    finally:
        server.leave()
        shutil.rmtree(outside)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
