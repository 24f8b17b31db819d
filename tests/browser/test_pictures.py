"""The picture in the README, made by the project itself."""

import os
from pathlib import Path

import pytest

PICTURES = Path(__file__).parent / "pictures"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        os.environ.get("PICTURES") != "1", reason="PICTURES=1 makes the README's picture anew"
    ),
]


def test_the_board(visit):
    page = visit("board@demo.test", "/board/", width=1440)
    whole = {"x": 0, "y": 0, "width": 1440, "height": 920}
    page.screenshot(path=PICTURES / "board.png", clip=whole, full_page=True)
    assert (PICTURES / "board.png").stat().st_size < 250_000
