"""A store in the network that speaks S3; needs what requirements/s3.txt names."""

from __future__ import annotations

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    ReadTimeoutError,
)
from storages.backends.s3 import S3Storage

from .store import ROOM, AnswersInTime, StoredFile

# Two tries of five seconds fit into what a request may wait.
PATIENT = Config(connect_timeout=2, read_timeout=3, retries={"total_max_attempts": 2})


class Bucket(AnswersInTime, S3Storage):
    """A bucket of an S3-compatible store."""

    failures = (OSError, BotoCoreError, ClientError, Boto3Error)
    silences = (TimeoutError, ConnectTimeoutError, ReadTimeoutError)

    def __init__(self, **settings):
        super().__init__(**settings)
        self.client_config = self.client_config.merge(PATIENT)
        # In the thread that asks, and in none of its own that would outlive it; and in one piece,
        # so that a file is whole or not there.
        self.transfer_config = TransferConfig(use_threads=False, multipart_threshold=ROOM)

    def _check(self) -> None:
        self.connection.meta.client.head_bucket(Bucket=self.bucket_name)

    def _files(self) -> list[StoredFile]:
        pages = self.connection.meta.client.get_paginator("list_objects_v2")
        return [
            StoredFile(one["Key"], one["Size"], one["LastModified"])
            for page in pages.paginate(Bucket=self.bucket_name, Delimiter="/")
            for one in page.get("Contents", ())
        ]
