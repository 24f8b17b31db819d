"""The words of the paragraphs of a Word document: what is said, and what is left beside it.

Only elements that are known are read or passed over; any other makes the document be refused, since
its loss might change a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lxml import etree

from . import fields, refused
from .fields import NOT_TICKED, TICKED, Field
from .line import BREAKS, COMMENT, PROMPT, STRUCK, Line, comments_in, left_alone
from .lists import Lists
from .package import Document, R, W, is_on, value
from .prompts import is_prompt
from .signs import in_words, sign_of
from .styles import Look, Styles

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SYMBOL = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# They only wrap words.
THROUGH = {
    f"{W}{name}" for name in ("smartTag", "customXml", "sdtContent", "dir", "bdo", "rubyBase")
}

# How many signs of the words before say where something stands.
NEAR = 40


class Words:
    """Reads the paragraphs of one document, in their order."""

    def __init__(self, document: Document) -> None:
        self._links = document.links
        self._styles = Styles(document.part("styles"))
        self._lists = Lists(document.part("numbering"), self._styles)
        self._comments = comments_in(document.part("comments"))
        self._fields: list[Field] = []
        # How many controls around show their prompt: nobody has written what they hold.
        self._muted = 0
        self._line, self._look, self._run_style = Line(), Look(), None
        self._lines = 0
        # The first letter of the next line, where it stands by itself, large.
        self._initial = ""
        self._ways: dict[str, Callable[[etree._Element], None]] = {
            f"{W}r": self._run,
            f"{W}t": lambda element: self._say_text(element.text or ""),
            f"{W}sym": self._symbol,
            f"{SYMBOL}symEx": self._symbol,
            f"{W}ruby": self._ruby,
            f"{W}hyperlink": self._link,
            f"{W}fldSimple": self._simple_field,
            f"{W}fldChar": self._part_of_field,
            f"{W}instrText": self._instruction,
            f"{W}sdt": self._control,
            f"{W}commentRangeStart": self._comment,
            f"{W}commentReference": self._comment,
            f"{MC}AlternateContent": self._alternative,
        }

    def read(self, paragraph: etree._Element) -> Line | None:
        """The words of a paragraph; None where it is the large first letter of the next one.

        Raises Unreadable for what cannot be carried over.
        """
        self._lines += 1
        properties = paragraph.find(f"{W}pPr")
        self._line = line = Line(style=value(properties, "pStyle"), number=self._lines)
        mark = self._lists.mark_of(properties)
        if self._initial:
            line.words.append((self._initial, True))
            self._initial = ""
        self._inside(paragraph)
        if is_prompt(line.text):
            line.words.clear()
        line.left = [one for one in line.left if one[0] != PROMPT or not is_prompt(one[1])]
        if value(properties, "framePr", "dropCap") in ("drop", "margin"):
            self._initial = line.text
            return None
        if mark and line.text.strip():
            line.mark = mark
        return line

    def rest(self) -> list[list[str]]:
        """The comments that stand at no place that was read. Raises Unreadable where a field is not
        whole, since nobody can tell what it shows.
        """
        if self._fields:
            refused.refuse(refused.FIELD)
        return [[COMMENT, text] for text in self._comments.values() if text]

    @contextmanager
    def unwritten(self, control: etree._Element) -> Iterator[None]:
        """Reads what a control holds; what it says of itself is that nobody has written there, if
        it shows its prompt.
        """
        prompts = bool(is_on(control.find(f"{W}sdtPr"), "showingPlcHdr"))
        self._muted += prompts
        yield
        self._muted -= prompts

    def pass_over(self, element: etree._Element) -> None:
        """Pass over what says nothing; raises Unreadable for anything else."""
        # Comments of the markup itself have no name.
        if not isinstance(element.tag, str) or element.tag in refused.HARMLESS or self._muted:
            return
        refused.refuse_element(element, self._line.text.strip()[-NEAR:])

    def _inside(self, element: etree._Element) -> None:
        for child in element:
            if child.tag in THROUGH:
                self._inside(child)
            elif child.tag in self._ways:
                self._ways[child.tag](child)
            elif child.tag in BREAKS and element.tag == f"{W}r":
                self._say(BREAKS[child.tag])
            else:
                self.pass_over(child)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        self._look = self._styles.look(properties, self._line.style)
        self._run_style = value(properties, "rStyle")
        self._inside(run)
        self._look, self._run_style = Look(), None

    def _say_text(self, text: str) -> None:
        # A line end in the markup is none in the text.
        said = in_words(text.replace("\n", " "), self._look.font, self._look.raised)
        if said is None and not self._is_unsaid:
            refused.refuse(refused.SYMBOL)
        self._say(said or "")

    @property
    def _is_unsaid(self) -> bool:
        return bool(self._muted) or any(not one.shows for one in self._fields)

    def _say(self, text: str, *, written: bool = True) -> None:
        """Put words where they belong: into the line, or among what is left in the document."""
        if not text or self._muted:
            return
        for one in reversed(self._fields):
            if not one.shows:
                one.instruction += text
                return
        if text.strip():
            self._check_is_seen()
        if self._look.is_struck:
            self._leave(STRUCK, text)
        elif self._run_style and self._styles.is_prompt(self._run_style):
            self._leave(PROMPT, text)
        else:
            for one in self._fields:
                one.shown.append(text)
            self._line.words.append((text, written))

    def _check_is_seen(self) -> None:
        # A table of contents hides its page numbers on screens by itself.
        made = any(one.kind in ("TOC", "PAGEREF") for one in self._fields)
        if self._look.vanish or self._look.webHidden and not made:
            refused.refuse(refused.HIDDEN)

    def _leave(self, kind: str, text: str) -> None:
        left = self._line.left
        if left and left[-1][0] == kind:
            left[-1][1] += text
        else:
            left.append([kind, text])

    def _comment(self, element: etree._Element) -> None:
        text = self._comments.pop(element.get(f"{W}id"), "")
        if text.strip():
            self._line.left.append([COMMENT, text])

    def _symbol(self, element: etree._Element) -> None:
        # Its attributes are named as it is itself: Word writes an emoji in a dialect of its own.
        named = element.tag.partition("}")[0] + "}"
        number, sign = element.get(f"{named}char", ""), None
        if number and set(number) <= set("0123456789abcdefABCDEF"):
            sign = sign_of(element.get(f"{named}font"), int(number, 16))
        if sign is None and not self._is_unsaid:
            refused.refuse(refused.SYMBOL)
        self._say(sign or "")

    def _ruby(self, element: etree._Element) -> None:
        """Words with their reading above them: the words, then the reading in brackets."""
        for base in element.findall(f"{W}rubyBase"):
            self._inside(base)
        reading = "".join(text for one in element.findall(f"{W}rt") for text in one.itertext())
        self._say(f" ({reading.strip()})" if reading.strip() else "")

    def _alternative(self, element: etree._Element) -> None:
        """The first of several ways to show the same."""
        for choice in element.findall(f"{MC}Choice")[:1]:
            self._inside(choice)

    def _link(self, element: etree._Element) -> None:
        address = self._address_of(element)
        # Office programs cut a link where its words change their look: its address is said once.
        if self._address_of(element.getprevious()) != address:
            self._begin(Field(shows=True, address=address))
        self._inside(element)
        if self._address_of(element.getnext()) != address:
            self._end()

    def _address_of(self, link: etree._Element | None) -> str | None:
        if link is None or link.tag != f"{W}hyperlink":
            return None
        address, anchor = self._links.get(link.get(f"{R}id", ""), ""), link.get(f"{W}anchor", "")
        return address + (f"#{anchor}" if address and anchor else "")

    def _simple_field(self, element: etree._Element) -> None:
        instruction = element.get(f"{W}instr", "")
        self._begin(Field(element.find(f"{W}ffData"), instruction, shows=True))
        self._inside(element)
        self._end()

    def _part_of_field(self, element: etree._Element) -> None:
        part = element.get(f"{W}fldCharType")
        if part == "begin":
            self._begin(Field(element.find(f"{W}ffData")))
        elif part == "separate" and self._fields:
            self._fields[-1].shows = True
        elif part == "end" and self._fields:
            self._fields[-1].shows = True
            self._end()

    def _instruction(self, element: etree._Element) -> None:
        if self._fields:
            self._fields[-1].instruction += element.text or ""

    def _begin(self, one: Field) -> None:
        one.start = (self._line.number, len(self._line.words))
        self._fields.append(one)

    def _end(self) -> None:
        one = self._fields.pop()
        if self._muted:
            return
        if one.kind == "FORMCHECKBOX":
            ticked = fields.tick_of(one)
            self._say_instead(one, TICKED if ticked else NOT_TICKED, written=ticked)
        elif one.kind == "FORMDROPDOWN":
            chosen = fields.choice_of(one)
            self._say_instead(one, "" if is_prompt(chosen) else chosen)
        elif one.kind == "FORMTEXT" and fields.is_untouched(one):
            self._say_instead(one, "")
        elif one.kind == "SYMBOL":
            self._say_instead(one, fields.symbol_of(one))
        else:
            fields.check_is_shown(one)
            if address := fields.address_behind(one):
                self._say(f"({address}) " if one.text[-1].isspace() else f" ({address})")

    def _say_instead(self, one: Field, text: str, *, written: bool = True) -> None:
        line, place = one.start
        # One that began in a line before shows nothing here but what it showed since.
        del self._line.words[place if line == self._line.number else 0 :]
        self._say(text, written=written)

    def _control(self, control: etree._Element) -> None:
        """A content control: what somebody wrote in it, chose or ticked."""
        properties = control.find(f"{W}sdtPr")
        box = properties.find(f"{W14}checkbox") if properties is not None else None
        if box is not None:
            checked = box.find(f"{W14}checked")
            ticked = checked is not None and checked.get(f"{W14}val", "1") in ("1", "true", "on")
            self._say(TICKED if ticked else NOT_TICKED, written=ticked)
            return
        place = len(self._line.words)
        with self.unwritten(control):
            self._inside_content(control)
        shown = "".join(text for text, _written in self._line.words[place:]).strip()
        if is_prompt(shown) or shown in left_alone(properties):
            del self._line.words[place:]

    def _inside_content(self, control: etree._Element) -> None:
        for content in control.findall(f"{W}sdtContent"):
            self._inside(content)
