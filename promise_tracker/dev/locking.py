"""`dev.py lock`: the lock files made anew."""

from .commands import BIN, PYTHON, environment, quietly
from .installing import install, npm


def lock(uv_arguments: list[str]) -> int:
    """Remake the lock files; versions stay where they still fit, unless --upgrade is given."""
    install("base.txt")
    env = environment(UV_CUSTOM_COMPILE_COMMAND="python3 dev.py lock")
    quietly("Installing uv", [PYTHON, "-m", "pip", "install", "uv"], env)
    options = ["--generate-hashes", "--universal", "--python-version", "3.11", *uv_arguments]
    for name in ("base", "s3", "dev", "node"):
        files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
        quietly(f"Locking {name}", [BIN / "uv", "pip", "compile", *options, *files], env)
    quietly("Locking npm", [npm(), "install", "--package-lock-only"], env)
    return 0
