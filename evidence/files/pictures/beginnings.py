"""How pictures begin, by which their kinds are told."""

from __future__ import annotations

JPEG, PNG, GIF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8"
TIFF = (b"II*\0", b"MM\0*")
