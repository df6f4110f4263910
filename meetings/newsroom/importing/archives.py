"""The files of an archive: a folder or a zip, listed and read without trusting what it says of itself.

Nothing is unpacked: each file is read by itself, in memory, and no more of it than a summary can be.
"""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from meetings.newsroom.refusal import Refused
from meetings.newsroom.sources import LARGEST

LONGEST_NAME = 500
MOST = 200_000  # entries of a zip; more is no archive of releases
FURNITURE = frozenset(("__MACOSX", "Thumbs.db", "desktop.ini"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its name inside the archive, and where it is read; `place` is its number in a zip, None in a folder."""

    name: str
    path: Path
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What an archive holds: files to be read, and what was passed over: hidden, or none of a person's files."""

    entries: tuple[Entry, ...]
    passed_over: tuple[str, ...]


def list_archive(path: Path) -> Listing:
    """The files of a folder, however deep, or of a zip, by name. Raises Refused where it is neither."""
    _open_zip.cache_clear()
    if path.is_dir():
        entries = [Entry(_readable(str(file.relative_to(path))), file) for file in _files(path)]
    elif path.is_file() and zipfile.is_zipfile(path):
        entries = list(_zipped(path))
    elif path.exists():
        raise Refused([_("“%(name)s” is neither a folder nor a zip.") % {"name": path.name}])
    else:
        raise Refused([_("“%(name)s” is not there.") % {"name": path.name}])
    entries.sort(key=lambda entry: entry.name)
    wanted = [entry for entry in entries if not _is_furniture(entry.name)]
    return Listing(tuple(_numbered(wanted)), tuple(entry.name for entry in entries if _is_furniture(entry.name)))


def _files(folder: Path) -> Iterator[Path]:
    """Links to folders are not followed: they may lead round in a circle."""
    for place, _folders, names in os.walk(folder):
        yield from (Path(place, name) for name in names)


def _zipped(path: Path) -> Iterator[Entry]:
    infos = _open_zip(path).infolist()
    if len(infos) > MOST:
        raise Refused([_("The zip has more than %(count)s files.") % {"count": MOST}])
    for place, info in enumerate(infos):
        if not info.is_dir():
            yield Entry(_readable(info.filename.replace("\\", "/")), path, place)


def _is_furniture(name: str) -> bool:
    return any(part in FURNITURE or (part.startswith(".") and part.strip(".")) for part in name.split("/"))


def _readable(name: str) -> str:
    """A name that can be printed and stored, whatever its bytes, and told from others however long it is."""
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 9]}…{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _numbered(entries: list[Entry]) -> Iterator[Entry]:
    """A zip may hold two files of one name: the second is told by a number."""
    seen: dict[str, int] = {}
    for entry in entries:
        seen[entry.name] = times = seen.get(entry.name, 0) + 1
        yield entry if times == 1 else Entry(f"{entry.name[: LONGEST_NAME - 6]} ({times})", entry.path, entry.place)


# --- Reading ----------------------------------------------------------------------------------------------------------


def read_entry(entry: Entry) -> bytes:
    """The content of a file, at most one byte more than a summary may have. Raises Refused where it cannot be read."""
    try:
        with _open(entry) as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise Refused([_("The file cannot be read: %(why)s.") % {"why": error.strerror or error}]) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise Refused([_("The file is damaged inside the zip.")]) from error
    except (NotImplementedError, RuntimeError) as error:
        raise Refused([_("The file is packed in a way that is not known here.")]) from error


def _open(entry: Entry) -> IO[bytes]:
    if entry.place is None:
        if not stat.S_ISREG(os.stat(entry.path, follow_symlinks=False).st_mode):
            raise Refused([_("This is a link or a device, not a file.")])
        return entry.path.open("rb")
    archive = _open_zip(entry.path)
    info = archive.infolist()[entry.place]
    if info.filename.startswith(("/", "\\")) or ".." in info.filename.replace("\\", "/").split("/"):
        raise Refused([_("Its name leads out of the zip: “%(name)s”.") % {"name": entry.name}])
    if info.flag_bits & 0x1:
        raise Refused([_("The file is encrypted.")])
    return archive.open(info)


@lru_cache(maxsize=2)
def _open_zip(path: Path) -> zipfile.ZipFile:
    """Kept open while its files are read; each process has its own."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused([_("“%(name)s” is no zip that can be read.") % {"name": path.name}]) from error
