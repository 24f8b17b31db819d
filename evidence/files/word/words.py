"""The words of the paragraphs of a Word document: what is said, and what is left beside it.

Only elements that are known are read or passed over; any other makes the document be refused, since
its loss might change a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lxml import etree

from . import fields, refused
from .beside import comments_in
from .fields import NOT_TICKED, TICKED, Field
from .line import BREAKS, COMMENT, PROMPT, STRUCK, Line, is_unwritten, ticked_in
from .lists import Lists
from .package import MC, Document, R, W, is_on, value
from .prompts import is_prompt
from .signs import drawn_by, in_words
from .styles import Look, Styles

SYMBOL = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
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
        self._comments = comments_in(document)
        self._fields: list[Field] = []
        # How many controls around show their prompt: nobody has written what they hold.
        self._muted = 0
        # What the nearest control around whole paragraphs says of itself.
        self._around: etree._Element | None = None
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
        ticked = ticked_in(self._around)
        if ticked is not None:
            line.words = [(TICKED if ticked else NOT_TICKED, ticked)]
        elif is_unwritten(line.text, self._around):
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
        around, self._around = self._around, control.find(f"{W}sdtPr")
        prompts = bool(is_on(self._around, "showingPlcHdr"))
        self._muted += prompts
        yield
        self._muted -= prompts
        self._around = around

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
        look = self._look
        typed = look.font == self._styles.font
        said = in_words(text.replace("\n", " "), look.font, look.raised, typed=typed)
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
        left_as = self._left_as()
        for one in self._fields:
            one.left_as = left_as if one.left_as or not one.text.strip() else ""
            one.shown.append(text)
        self._put(text, left_as, written=written)

    def _left_as(self) -> str:
        """Among what words stay in the document, if they do; empty for words that come in."""
        if self._look.is_struck:
            return STRUCK
        return PROMPT if self._run_style and self._styles.is_prompt(self._run_style) else ""

    def _put(self, text: str, left_as: str, *, written: bool = True) -> None:
        if left_as:
            self._leave(left_as, text)
        else:
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
        sign = drawn_by(element)
        if sign is None and not self._is_unsaid:
            refused.refuse(refused.SYMBOL)
        self._say(sign or "")

    def _ruby(self, element: etree._Element) -> None:
        """Words with their reading above them: the words, then the reading in brackets."""
        for base in element.findall(f"{W}rubyBase"):
            self._inside(base)
        for reading in element.findall(f"{W}rt"):
            if said := "".join(reading.itertext()).strip():
                self._look = self._styles.look(reading.find(f"{W}r/{W}rPr"), self._line.style)
                self._say(f" ({said})")

    def _alternative(self, element: etree._Element) -> None:
        """The first of several ways to show the same."""
        ways = element.findall(f"{MC}Choice") or element.findall(f"{MC}Fallback")
        for way in ways[:1]:
            self._inside(way)

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
        if self._is_unsaid:
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
                behind = f"({address}) " if one.text[-1].isspace() else f" ({address})"
                self._put(behind, one.left_as)

    def _say_instead(self, one: Field, text: str, *, written: bool = True) -> None:
        line, place = one.start
        # One that began in a line before shows nothing here but what it showed since.
        del self._line.words[place if line == self._line.number else 0 :]
        self._say(text, written=written)

    def _control(self, control: etree._Element) -> None:
        """A content control: what somebody wrote in it, chose or ticked."""
        properties = control.find(f"{W}sdtPr")
        ticked = ticked_in(properties)
        if ticked is not None:
            self._say(TICKED if ticked else NOT_TICKED, written=ticked)
            return
        place = len(self._line.words)
        with self.unwritten(control):
            self._inside_content(control)
        shown = "".join(text for text, _written in self._line.words[place:])
        if is_unwritten(shown, properties):
            del self._line.words[place:]

    def _inside_content(self, control: etree._Element) -> None:
        for content in control.findall(f"{W}sdtContent"):
            self._inside(content)
