"""Two texts compared word by word. A figure or a Latin word is never cut; Chinese goes by character."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from ..model.difference import Mark, Passage, Piece

TOKEN = re.compile(r"\{[^{}\s]+\}|[0-9]+(?:[.,:/-][0-9]+)*[%‰]?|[０-９]+|[A-Za-z]+|.", re.S)
SENTENCE = re.compile(r"[^。；！？\n]*(?:[。；！？]+|\n|$)")
PARAGRAPH = re.compile(r"[^\n]*(?:\n|$)")
MOST = 250_000
"""Products of lengths beyond which texts are not aligned further: a hostile text must not take minutes."""
LONG = 60_000
"""Characters of both texts beyond which only whole sentences are compared, for the same reason."""
ALIKE = 0.35
"""Sentences that have less in common are shown as one whole taken for another."""
SAME_PART = 0.7
"""Paragraphs and sentences with so much in common are one that was edited, not one in the place of another."""
ISLAND = 2
"""So few characters that stayed between two changes are shown as changed too: confetti says nothing."""
AROUND = 16
"""Characters shown before and behind a change."""

Finer = Callable[[str, str], Iterator[Piece]]
"""Compares two texts more closely."""


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The runs that stayed, went and came. What stayed or went makes up the old text, what stayed
    or came the new one.
    """
    if old == new:
        return (Piece(Mark.SAME, old),) if old else ()
    finer = _sentences if len(old) + len(new) <= LONG else _whole_sentences
    found = _aligned(_parts(PARAGRAPH, old), _parts(PARAGRAPH, new), finer)
    return tuple(_without_islands(_joined(found)))


def passages(old: str, new: str) -> tuple[Passage, ...]:
    """The changes with what stands around them, those close to one another together."""
    found: list[Passage] = []
    run: list[Piece] = []
    paragraph, start = 1, 1
    for piece in pieces(old, new):
        if piece.mark is Mark.SAME and ("\n" in piece.text or len(piece.text) > 2 * AROUND):
            if run:
                found.append(Passage(start, (*run, *_behind(piece.text))))
            paragraph += piece.text.count("\n")
            run, start = _before(piece.text), paragraph
        else:
            run.append(piece)
            paragraph += piece.text.count("\n") if piece.mark is not Mark.REMOVED else 0
    if any(piece.mark in (Mark.REMOVED, Mark.ADDED) for piece in run):
        found.append(Passage(start, tuple(run)))
    return tuple(found)


def _behind(text: str) -> list[Piece]:
    shown = text.partition("\n")[0][:AROUND]
    more = len(shown) < len(text.partition("\n")[0])
    return [*([Piece(Mark.SAME, shown)] if shown else []), *([Piece(Mark.CUT, "")] if more else [])]


def _before(text: str) -> list[Piece]:
    line = text.rpartition("\n")[2]
    more = len(line) > AROUND
    shown = line[-AROUND:].lstrip("。；！？，、") if more else line
    return [*([Piece(Mark.CUT, "")] if more else []), *([Piece(Mark.SAME, shown)] if shown else [])]


def _parts(pattern: re.Pattern[str], text: str) -> list[str]:
    return [part for part in pattern.findall(text) if part]


def _aligned(old: Sequence[str], new: Sequence[str], finer: Finer | None) -> Iterator[Piece]:
    """Pieces of two sequences of parts; parts that were replaced are compared by `finer`."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    yield Piece(Mark.SAME, "".join(old[:head]))
    yield from _middle(old[head : len(old) - tail], new[head : len(new) - tail], finer)
    yield Piece(Mark.SAME, "".join(old[len(old) - tail :]))


def _middle(old: Sequence[str], new: Sequence[str], finer: Finer | None) -> Iterator[Piece]:
    if not old or not new or len(old) * len(new) > MOST:
        yield from _replaced(old, new, finer if old and new else None)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(Mark.SAME, "".join(old[a:b]))
        else:
            yield from _replaced(old[a:b], new[c:d], finer if kind == "replace" else None)


def _replaced(old: Sequence[str], new: Sequence[str], finer: Finer | None) -> Iterator[Piece]:
    """Parts taken for others: compared one by one where each is much like its counterpart, else all at once."""
    if not finer:
        yield Piece(Mark.REMOVED, "".join(old))
        yield Piece(Mark.ADDED, "".join(new))
    elif len(old) == len(new) > 1 and all(map(_much_alike, old, new)):
        for mine, theirs in zip(old, new, strict=True):
            yield from finer(mine, theirs)
    else:
        yield from finer("".join(old), "".join(new))


def _much_alike(old: str, new: str) -> bool:
    """Whether most characters of two texts are the same, wherever they stand."""
    return SequenceMatcher(None, old, new, autojunk=False).quick_ratio() >= SAME_PART


def _sentences(old: str, new: str) -> Iterator[Piece]:
    return _aligned(_parts(SENTENCE, old), _parts(SENTENCE, new), _tokens)


def _whole_sentences(old: str, new: str) -> Iterator[Piece]:
    return _aligned(_parts(SENTENCE, old), _parts(SENTENCE, new), None)


def _tokens(old: str, new: str) -> Iterator[Piece]:
    mine, theirs = TOKEN.findall(old), TOKEN.findall(new)
    if len(mine) * len(theirs) <= MOST:
        matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
        if matcher.ratio() >= ALIKE:
            return _aligned(mine, theirs, None)
    head = _common(mine, theirs)
    tail = _common(mine[head:][::-1], theirs[head:][::-1])
    return _ends(mine, theirs, head, tail)


def _ends(old: Sequence[str], new: Sequence[str], head: int, tail: int) -> Iterator[Piece]:
    """What two lists have in common at both ends, and everything between as changed."""
    yield Piece(Mark.SAME, "".join(old[:head]))
    yield Piece(Mark.REMOVED, "".join(old[head : len(old) - tail]))
    yield Piece(Mark.ADDED, "".join(new[head : len(new) - tail]))
    yield Piece(Mark.SAME, "".join(old[len(old) - tail :]))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many parts are the same from the beginning."""
    count = 0
    for mine, theirs in zip(old, new, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _joined(found: Iterable[Piece]) -> list[Piece]:
    """Neighbours made one: between two runs that stayed at most one that went and one that came."""
    joined: list[Piece] = []
    texts = dict.fromkeys(Mark, "")
    for piece in (*found, Piece(Mark.CUT, "")):
        if piece.mark in (Mark.REMOVED, Mark.ADDED):
            joined += _taken(texts, Mark.SAME)
        elif piece.text or piece.mark is Mark.CUT:
            joined += _taken(texts, Mark.REMOVED) + _taken(texts, Mark.ADDED)
        texts[piece.mark] += piece.text
    return joined + _taken(texts, Mark.SAME)


def _taken(texts: dict[Mark, str], mark: Mark) -> list[Piece]:
    """The run gathered under a mark, if there is one, and none any more."""
    text, texts[mark] = texts[mark], ""
    return [Piece(mark, text)] if text else []


def _without_islands(found: list[Piece]) -> list[Piece]:
    """Short runs that stayed between two changes count as changed, except figures."""
    out: list[Piece] = []
    for at, piece in enumerate(found):
        inner = 0 < at < len(found) - 1
        small = len(piece.text) <= ISLAND and not re.search(r"[0-9。；！？\n]", piece.text)
        if piece.mark is Mark.SAME and inner and small:
            out += [Piece(Mark.REMOVED, piece.text), Piece(Mark.ADDED, piece.text)]
        else:
            out.append(piece)
    return _joined(out)
