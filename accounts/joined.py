"""Many short texts of one row as one text, put together by the database."""

from __future__ import annotations

from django.db.models import Aggregate, Expression, TextField, Value
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler


class Joined(Aggregate):
    """The texts of a group with a sign between them that is in none of them, in no order; NULL
    where there are none.
    """

    function = "STRING_AGG"
    output_field = TextField()

    def __init__(self, text: str | Expression, between: str, **options):
        super().__init__(Cast(text, TextField()), Value(between), **options)

    def as_sqlite(self, compiler: SQLCompiler, connection: object, **options) -> tuple:
        """SQLite has the same under another name."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **options)
