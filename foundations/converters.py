"""What a key in an address may look like."""

from django.urls.converters import StringConverter


class KeyConverter(StringConverter):
    """Any text but NUL, which PostgreSQL refuses: an unknown key is a 404, not a fault."""

    regex = r"[^/\x00]+"
