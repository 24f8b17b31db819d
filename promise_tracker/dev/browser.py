"""The browser that the tests drive."""

import os
import shutil
import subprocess

from .commands import PYTHON, Command, Environment, quietly

TRY_BROWSER = """
import os
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    playwright.chromium.launch(executable_path=os.environ["CHROMIUM"] or None).close()
"""


def find_browser(env: Environment) -> bool:
    """Find or install a Chromium that starts; its path goes into env (empty: Playwright's own)."""
    commands: list[Command] = [[], [PYTHON, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        apt: Command = [
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "-y",
            "--no-install-recommends",
        ]
        commands[-1].append("--with-deps")
        commands[1:1] = [["apt-get", "update"], [*apt, "install", "chromium", "libatomic1"]]
    for command in commands:
        if command:
            quietly("Looking for a browser", command, env, must_work=False)
        for path in (
            os.environ.get("CHROMIUM"),
            shutil.which("chromium"),
            shutil.which("google-chrome"),
            "",
        ):
            if path is not None and _browser_starts(path, env):
                env["CHROMIUM"] = path
                return True
    return False


def _browser_starts(path: str, env: Environment) -> bool:
    env = env | {"CHROMIUM": path}
    return subprocess.run([PYTHON, "-c", TRY_BROWSER], env=env, capture_output=True).returncode == 0
