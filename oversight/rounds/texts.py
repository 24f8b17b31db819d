"""What people wrote, apart from the days, keys and words of ours of a round that is kept: a passage
is taken out of it, and nothing else can be.
"""

from __future__ import annotations

# The fields, at whatever depth, that hold what people wrote.
WRITTEN = {
    *("heading", "text", "service_name", "decided_by", "stop_reason", "replaced_reason"),
    *("words", "whole_words", "whole_answer", "acts", "by", "title", "service", "theme"),
    *("round", "round_key", "target_unit", "unit_words"),
    *("changed", "difference", "next_step", "shows", "url", "unit", "says"),
    "services",  # a list of pairs
}


def apart(values: object) -> tuple[object, list[str]]:
    """Plain values with each written text replaced by its place in a list, and that list, which has
    each once.
    """
    texts: dict[str, int] = {}
    return _apart(values, "", texts), [*texts]


def _apart(value: object, name: str, texts: dict[str, int]) -> object:
    if isinstance(value, dict):
        return {key: _apart(one, key, texts) for key, one in value.items()}
    if isinstance(value, list):
        return [_apart(one, name, texts) for one in value]
    if isinstance(value, str) and value and name in WRITTEN:
        return {"text": texts.setdefault(value, len(texts))}
    return value


def together(values: object, texts: list[str]) -> object:
    """What `apart` was given."""
    if isinstance(values, dict):
        if values.keys() == {"text"} and isinstance(values["text"], int):
            return texts[values["text"]]
        return {key: together(one, texts) for key, one in values.items()}
    if isinstance(values, list):
        return [together(one, texts) for one in values]
    return values
