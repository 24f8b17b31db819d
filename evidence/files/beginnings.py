"""How files begin, by which their kinds are told."""

from __future__ import annotations

PACKAGE, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
JPEG, PNG, GIF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8"
TIFF = (b"II*\0", b"MM\0*")
