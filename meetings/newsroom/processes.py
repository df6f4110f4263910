"""Work on many things in several processes, each with a connection of its own. Imports nothing that needs Django,
since a new process imports this before it has set Django up.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from importlib import import_module
from itertools import islice
from typing import Any

import django

WAITING = 4  # pieces of work that are handed out beforehand, for each process


def in_processes(function: str, many: Iterable[tuple[Any, ...]], jobs: int) -> Iterator[Any]:
    """What `function` ("package.module:name") returns for each tuple of arguments, in the order in which it is done.

    Where the caller stops (an interrupt from the keyboard, or no more is asked for), what was begun is finished, and
    nothing else is begun. Raises concurrent.futures.process.BrokenProcessPool where a process was killed.
    """
    if jobs == 1:
        yield from (_find(function)(*arguments) for arguments in many)
        return
    work = iter(many)
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _start) as pool:
        running: set[Future[Any]] = set()
        while True:
            running |= {
                pool.submit(_call, function, *arguments) for arguments in islice(work, jobs * WAITING - len(running))
            }
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            try:
                for future in done:
                    yield future.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def _start() -> None:
    """Ctrl-C reaches all processes of a terminal: who hands out the work decides. Without it nobody goes on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _call(function: str, *arguments: Any) -> Any:
    return _find(function)(*arguments)


def _find(function: str) -> Any:
    module, name = function.split(":")
    return getattr(import_module(module), name)
