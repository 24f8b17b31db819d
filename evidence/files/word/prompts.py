"""The prompts that Word, and old forms, show where nobody has written anything."""

from __future__ import annotations

PROMPTS = {
    "click or tap here to enter text",
    "click here to enter text",
    "tap here to enter text",
    "enter text here",
    "choose an item",
    "choose a building block",
    "click or tap to enter a date",
    "click here to enter a date",
    "tap to enter a date",
    "enter any content that you want to repeat, including other content controls. you can also "
    "insert this control around table rows in order to repeat parts of a table",
    "click icon to insert picture",
    "click or tap here to insert picture",
}


def is_prompt(text: str) -> bool:
    """Whether a whole text is one of them."""
    words = " ".join(text.split()).casefold()
    return words.strip("[]<> ").rstrip(".… ") in PROMPTS
