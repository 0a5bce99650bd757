"""Report → entry, and entries as bytes that outlast the run."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ..model.body import Body
from ..model.form import Form
from ..model.pictures import PictureKind, Plan
from ..model.report import Report
from .charts.amounts import ENOUGH, Drawn, drawn, percent
from .entry import Change, Column, Count, Entry, Value, kept_entry
from .grid import anchor

Spec = tuple[str, tuple[tuple[str, str], ...]]
"""Id of a form, and the editions of its sections: a hybrid has several."""


def dumps(value: Any) -> bytes:
    """Plain values as bytes, the same for the same values. (Later formats tell whether an object is shared.)"""
    return marshal.dumps(value, 0)


def entry_of(report: Report) -> Entry:
    """What other pages show of a report."""
    cells = {label: report.cells.get(route) for label, route in report.form.headlines}
    plans = report.form.pictures.values()
    return Entry(
        report.body,
        report.year,
        report.form,
        report.printed_title,
        report.published,
        tuple(
            Change(each.on, report.labels.get(each.at, each.at), each.was, each.now, each.because)
            for each in report.corrections
        ),
        {label: cell.text or "空白" for label, cell in cells.items() if cell},
        {plan.id: _answer(drawn(report, plan)) for plan in plans if plan.question},
        {plan.id: _count(report, plan) for plan in plans if plan.kind is PictureKind.BODIES},
    )


@lru_cache(maxsize=1024)
def _answer(found: Drawn) -> tuple[tuple[Column, Value], ...]:
    return tuple(_columns(found))


def _columns(found: Drawn) -> Iterator[tuple[Column, Value]]:
    """Shares are stated where there is a whole, and it is ENOUGH."""
    groups = found.plan.groups
    for group, parts, all_ in zip(groups, found.groups, found.wholes, strict=True):
        name = group.label if len(groups) > 1 else ""
        stated = all_ is not None and all_.value is not None and all_.value >= ENOUGH
        if all_ is not None:
            yield Column(name, all_.label, True), Value(all_.text, "", anchor(group.whole))
        for part, each in zip(group.parts, parts, strict=True):
            share = percent(each.value, all_.value) if stated and all_ else ""
            at = anchor(part.cells[0]) if len(part.cells) == 1 else ""
            yield Column(name, part.label, False), Value(each.text, share, at)


def _count(report: Report, plan: Plan) -> Count:
    found = drawn(report, plan).first[0]
    return Count(found.value, found.text, plan.cells[0] in report.cells)


def packed(entry: Entry) -> bytes:
    """The entry without its body and year, for an Unpacker."""
    if entry.form is None:
        return b""
    return dumps(
        (
            _spec(entry.form),
            entry.title,
            entry.day.isoformat() if entry.day else None,
            [
                (each.on.isoformat(), each.label, each.was, each.now, each.because)
                for each in entry.corrections
            ],
            dict(entry.figures),
            {
                id_: dumps([(c.group, c.label, c.whole, v.text, v.share, v.anchor) for c, v in answer])
                for id_, answer in entry.answers.items()
            },
            {
                id_: (None if each.value is None else str(each.value), each.text, each.printed)
                for id_, each in entry.counts.items()
            },
        )
    )


def answers_of(data: bytes) -> dict[str, bytes]:
    """The answers in a packed entry, packed: equal ones show the same."""
    found: dict[str, bytes] = marshal.loads(data)[5] if data else {}  # noqa: S302 - our own
    return found


class Unpacker:
    """Makes entries again, with the forms of this process in them."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._forms = forms
        self._known: dict[Spec, Form] = {}

    def entry(self, data: bytes, body: Body, year: int) -> Entry:
        """The entry of this body and year that was packed; that of a kept page from no bytes."""
        if not data:
            return kept_entry(body, year)
        spec, title, day, corrections, figures, answers, counts = marshal.loads(data)  # noqa: S302 - our own
        return Entry(
            body,
            year,
            self._form(spec),
            title,
            day and date.fromisoformat(day),
            tuple(Change(date.fromisoformat(on), *rest) for on, *rest in corrections),
            figures,
            Answers(answers),
            {
                id_: Count(None if value is None else Decimal(value), text, printed)
                for id_, (value, text, printed) in counts.items()
            },
        )

    def form(self, key: bytes) -> Form:
        """The form of a key."""
        return self._form(marshal.loads(key))  # noqa: S302 - our own

    def _form(self, spec: Spec) -> Form:
        found = self._known.get(spec)
        if found is None:
            found = self._known[spec] = self._joined(*spec)
        return found

    def _joined(self, id_: str, sections: tuple[tuple[str, str], ...]) -> Form:
        """The form of this id, whose sections are of these editions."""
        base = max((each for each in self._forms if f"{id_}+".startswith(f"{each}+")), key=len)
        form = self._forms[base]
        for section, edition in sections:
            if form.section[section].form != edition:
                form = form.replacing(section, self._forms[edition])
        return form


class Answers(Mapping[str, tuple[tuple[Column, Value], ...]]):
    """The answers of an entry, each read when it is asked for: a page needs one."""

    def __init__(self, packed_: Mapping[str, bytes]) -> None:
        self.packed = packed_

    def __getitem__(self, id_: str) -> tuple[tuple[Column, Value], ...]:
        return _read(self.packed[id_])

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)


@lru_cache(maxsize=1024)
def _read(data: bytes) -> tuple[tuple[Column, Value], ...]:
    """An answer; small bodies have many equal ones."""
    read = marshal.loads(data)  # noqa: S302 - our own
    return tuple([(Column(*each[:3]), Value(*each[3:])) for each in read])


def form_key(form: Form) -> bytes:
    """What tells forms apart, as bytes; see `Unpacker.form`."""
    return dumps(_spec(form))


def _spec(form: Form) -> Spec:
    return form.id, tuple((each.id, each.form) for each in form.sections)
