"""Where files of evidence are kept, as the environment says."""

from __future__ import annotations

from pathlib import Path

from environ import Env

env = Env()
ROOT = Path(__file__).resolve().parent.parent


def evidence_storage(folder: Path = ROOT / "uploads") -> dict:
    """The storage as Django's STORAGES takes it: an S3-compatible store where EVIDENCE_S3_BUCKET
    names a bucket, else EVIDENCE_FOLDER, or this folder where it is not set. Relative paths begin
    in the project folder.

    The store's keys and region are read by its own client, from AWS_ACCESS_KEY_ID and the like.
    """
    if bucket := env("EVIDENCE_S3_BUCKET", default=""):
        options = {
            "bucket_name": bucket,
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
        }
        if endpoint := env("EVIDENCE_S3_ENDPOINT", default=""):
            # Stores of one's own seldom have an address for each bucket.
            options |= {"endpoint_url": endpoint, "addressing_style": "path"}
        return {"BACKEND": "evidence.files.bucket.Bucket", "OPTIONS": options}
    location = str(ROOT / (env("EVIDENCE_FOLDER", default="") or folder))
    # Without an address no page can link to a file past the view that asks who may read it.
    options = {"location": location, "base_url": None, "file_permissions_mode": 0o600}
    return {"BACKEND": "evidence.files.store.Folder", "OPTIONS": options}
