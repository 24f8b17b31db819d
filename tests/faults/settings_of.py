"""With which settings the tries run, before Django reads them."""

from __future__ import annotations

from pathlib import Path

from .part import SQLITE


def environment_of(folder: Path, database: str) -> dict[str, str]:
    """What the environment says of a try in this folder. Of PostgreSQL the address is known only
    once it runs.
    """
    for name in ("run/python_PostgresServer", "database", "uploads"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "run").chmod(0o700)  # else it is not taken
    file = f"sqlite:///{folder / 'database' / 'tried.sqlite3'}"
    return {
        "DEMO": "on",
        "DJANGO_SETTINGS_MODULE": "promise_tracker.settings",
        "DATABASE_URL": file if database == SQLITE else "",
        "EVIDENCE_FOLDER": str(folder / "uploads"),
        "EVIDENCE_S3_BUCKET": "",
        "CALENDAR": "",
        # For the lock of whoever brings PostgreSQL, which all users would share otherwise.
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "LC_ALL": "C",
    }
