"""Logs as JSON lines: who, what, when and which object, never the text of a field."""

import json
import logging
import re
from datetime import UTC, datetime

from django.core.exceptions import ImproperlyConfigured

# What stands behind the path of an address: to the end of a request's line, or of the word.
QUERY = re.compile(r"(?<=\S)\?(?:.*(?= HTTP/\d)|[^\s\"'<>]*)")
NOT_LOGGED = {"handlers": ["nowhere"], "propagate": False}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "promise_tracker.logs.JsonFormatter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # It would say again, with what stands behind the path, what django.request has said; and
        # what writes the PDF quotes the page, on which stands what people wrote.
        **dict.fromkeys(["django.server", "weasyprint", "fontTools"], NOT_LOGGED),
    },
}


def without_queries(text: str) -> str:
    """The text with each address cut after its path: what somebody searched for may be a name."""
    return QUERY.sub("", text)


class JsonFormatter(logging.Formatter):
    """One JSON object a line; of an exception only its kind and place, since messages may quote
    what was typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_queries(record.getMessage()),
        }
        if record.exc_info and record.exc_info[0]:
            entry["exception"] = record.exc_info[0].__name__
            if isinstance(record.exc_info[1], ImproperlyConfigured):  # of settings, typed by nobody
                entry["reason"] = str(record.exc_info[1])
            entry["place"] = self.place(record.exc_info[2])
        return json.dumps(entry, ensure_ascii=False)

    @staticmethod
    def place(trace) -> list[str]:
        """The files and lines an exception passed through, outermost first."""
        frames = []
        while trace:
            frames.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
            trace = trace.tb_next
        return frames
