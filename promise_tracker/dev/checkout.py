"""What git knows of this folder."""

import os
import subprocess
import sys

from .commands import ROOT


def git(*arguments: str) -> str | None:
    """What git says; None where there is no git, no checkout, or no answer."""
    try:
        said = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return said.stdout.decode(errors="surrogateescape")


def rotation() -> str:
    """The number that picks what an ordinary run takes of long lists: ROTATION, so that a run can
    be repeated, or else one from the hash of the last commit; 0 where there is no git.
    """
    by_hand = os.environ.get("ROTATION", "")
    if by_hand and not by_hand.isdecimal():
        sys.exit(f"ROTATION is a whole number, not {by_hand!r}.")
    return by_hand or str(int((git("rev-parse", "HEAD") or "0")[:7], 16))
