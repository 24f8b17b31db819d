"""`dev.py run`: the product on this machine."""

import contextlib
import socket
import subprocess
import sys
import time

from .commands import MANAGE, ROOT, Environment, environment, quietly
from .installing import install, install_node_packages


def run(port: int, *, demo: bool) -> int:
    """Bring everything up to date and serve it on this machine until Ctrl-C."""
    if not 0 < port < 65536 or _answers(port):
        sys.exit(
            f"Port {port} is taken, or no port. "
            "Choose another, such as: python3 dev.py run --port 8001"
        )
    install("base.txt")
    install_node_packages("--omit=dev")
    env = environment(DEMO="off")
    if demo:  # its made-up entries never go into a real database
        env = environment(
            DEMO="on", DATABASE_URL="sqlite:///db.sqlite3", SITE_URL=f"http://127.0.0.1:{port}"
        )
    quietly("Preparing the database", [*MANAGE, "migrate"], env)
    quietly("Loading the framework", [*MANAGE, "load_framework"], env)
    if demo:
        quietly("Loading the demo council", [*MANAGE, "load_demo"], env)
        return _serve(port, env, "- sign in with one of the accounts that the page lists")
    quietly("Collecting the static files", [*MANAGE, "collectstatic", "--noinput"], env)
    return _serve(port, env, "- in front of it belongs a proxy that speaks https")


def _serve(port: int, env: Environment, advice: str) -> int:
    """Run Django's server, and say where it is once it answers; Ctrl-C is the ordinary way out."""
    server = subprocess.Popen([*MANAGE, "runserver", f"127.0.0.1:{port}"], cwd=ROOT, env=env)
    try:
        while server.poll() is None and not _answers(port):
            time.sleep(0.2)
        if server.poll() is None:
            print(f"\nPromise Tracker is at http://127.0.0.1:{port}/ {advice}", flush=True)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
