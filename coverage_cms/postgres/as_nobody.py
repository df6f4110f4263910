"""`as_nobody.py PROGRAM ARGUMENT...`: root runs a program that refuses to be run by root.

In a user namespace of its own the program is nobody; for everything outside it is still root,
without root's privileges. A script, since a process that is ending may not fork its own code.
"""

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
NOBODY = 65534


def enter_user_namespace() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        sys.exit(f"no user namespace: {os.strerror(ctypes.get_errno())}")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} 0 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} 0 1")


if __name__ == "__main__":
    enter_user_namespace()
    os.execv(sys.argv[1], sys.argv[1:])
