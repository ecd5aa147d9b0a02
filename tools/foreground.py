"""Run work apart from `make`, so that Ctrl-C ends the work and not make.

The work gets a process group of its own and, where there is one, the terminal. Make then sees an ordinary end
instead of an interruption. A signal sent to make's group or to this process is passed on to the work.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run_apart(work: Callable[[], int]) -> int:
    """Fork, do `work` in the child, wait for it and return its exit status."""
    terminal = _own_terminal()
    # A signal that comes while nobody handles it yet has to wait.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    child = os.fork()
    if child == 0:
        _become_group(terminal)
        os._exit(_finish(work))
    _settle_group(child)

    def pass_on(number: int, _frame: Any) -> None:
        os.killpg(child, number)

    for number in STOPPING:
        signal.signal(number, pass_on)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    _, status = os.waitpid(child, 0)
    _take(terminal)
    return os.waitstatus_to_exitcode(status)


def _own_terminal() -> int | None:
    """The terminal, when there is one and this process is in its foreground."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return None
    return terminal if os.tcgetpgrp(terminal) == os.getpgrp() else None


def _become_group(terminal: int | None) -> None:
    os.setpgid(0, 0)
    _take(terminal)
    # Nobody would wake a stopped server: make doesn't see that its grandchild was stopped.
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    for number in STOPPING:
        signal.signal(number, signal.default_int_handler)


def _settle_group(child: int) -> None:
    """Parent and child both set the group, so that a signal can be passed on from the first moment."""
    with contextlib.suppress(OSError):
        os.setpgid(child, child)


def _take(terminal: int | None) -> None:
    """Make this process's group the foreground one; from the background that takes ignoring a signal."""
    if terminal is None:
        return
    before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(terminal, os.getpgrp())
    signal.signal(signal.SIGTTOU, before)


def _finish(work: Callable[[], int]) -> int:
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        return work()
    except KeyboardInterrupt:
        return 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
