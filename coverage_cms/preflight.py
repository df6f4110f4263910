"""Says in one sentence why this machine can't run the project. An old Python must read it too."""

import importlib.util
import os
import shutil
import socket
import sys

MB_TO_INSTALL = 700
MB_TO_RUN = 100


def python_obstacle():
    if sys.version_info < (3, 11):
        return "Python 3.11 or newer is needed, and {} is {}: name a newer one with PYTHON=...".format(
            sys.executable, sys.version.split()[0]
        )
    for module in "venv", "ensurepip":
        if importlib.util.find_spec(module) is None:
            return "This Python lacks {}: install it (on Debian, python3-venv).".format(module)


def disk_obstacle():
    free = shutil.disk_usage(os.curdir).free // 10**6
    needed = MB_TO_RUN if os.path.exists(".venv") else MB_TO_INSTALL
    if free < needed:
        return "This disk has {} MB free, and {} are needed: make room.".format(free, needed)


def port_obstacle(port):
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(port)))
    except (OSError, OverflowError, ValueError) as error:
        return "Port {} can't be had ({}): choose another with PORT=...".format(port, error)
    finally:
        probe.close()


if __name__ == "__main__":
    obstacle = python_obstacle() or disk_obstacle()
    for port in sys.argv[1:]:
        obstacle = obstacle or port_obstacle(port)
    sys.exit(obstacle)
