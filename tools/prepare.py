"""Install what `make check` needs: the development lock, and Debian's programs as far as we may.

What can't be installed is named. On a person's machine its tests are skipped; with CI=true that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tools import environment
from tools.debian import TOOLS, Tool, is_ci


def main() -> int:
    """Exit status 1 when the environment, or in CI a tool, can't be had."""
    try:
        environment.prepare("dev")
    except environment.Unready as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    lacking = [tool for tool in TOOLS if tool.missing()]
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        install(lacking)
        lacking = [tool for tool in lacking if tool.missing()]
    for tool in lacking:
        print(report(tool), file=sys.stderr)
    return 1 if lacking and is_ci() else 0


def install(tools: list[Tool]) -> None:
    """Ask Debian for the packages; whether they came is looked at afterwards."""
    packages = [package for tool in tools for package in tool.packages]
    print(f"Installing {', '.join(packages)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *step], env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def report(tool: Tool) -> str:
    """What is missing, what follows, and what to do about it."""
    fate = "the checks cannot pass here" if is_ci() else f"tests marked '{tool.marker}' are skipped"
    return (
        f"Missing: {', '.join(tool.missing())} ({tool.purpose}): {fate}.\n"
        f"  To have them: sudo apt install {' '.join(tool.packages)}"
    )


if __name__ == "__main__":
    sys.exit(main())
