"""Says in one sentence why this machine can't run the project. Python 2 must be able to read it."""

import os
import shutil
import socket
import sys

NEEDED_MB = 500


def port_obstacle(port):
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        return "Port %s cannot be used (%s): stop what uses it, or choose another with PORT=..." % (port, error)
    finally:
        probe.close()


def python_obstacle():
    if sys.version_info < (3, 11):
        return "Python 3.11 or newer is needed, and %s is %s: name a newer one with PYTHON=..." % (
            sys.executable, sys.version.split()[0])
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        return "This Python lacks %s: install it (on Debian: apt-get install python3-venv)." % error.name


def disk_obstacle():
    free = shutil.disk_usage(os.curdir).free // 10**6
    if free < NEEDED_MB:
        return "%s MB are free on this disk, and %s are needed: make room." % (free, NEEDED_MB)


def main(arguments):
    obstacle = python_obstacle() or disk_obstacle()
    if not obstacle and arguments:
        obstacle = port_obstacle(int(arguments[0]))
    sys.exit(obstacle)


if __name__ == "__main__":
    main(sys.argv[1:])
