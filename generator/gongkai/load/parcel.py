"""Reports sent from one process to another: forms, their sections and bodies stay where they are."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Mapping
from typing import Any

from ..model.body import Body
from ..model.form import Form, Section

_known: Mapping[str, Any] = {}
"""What the parcel that is being opened refers to."""


class Parcel:
    """Packs and unpacks what refers to forms and bodies that both processes already have."""

    def __init__(self, forms: Mapping[str, Form], bodies: Mapping[str, Body]) -> None:
        self.known: dict[str, Form | Section | Body] = {}
        for id_, form in forms.items():
            self.known[f"form {id_}"] = form
            self.known |= {f"section {id_} {section.id}": section for section in form.sections}
        self.known |= {f"body {id_}": body for id_, body in bodies.items()}
        self.names = {id(each): name for name, each in self.known.items()}

    def pack(self, value: Any) -> bytes:
        """The value as bytes, for `unpack` of a process forked from the same one."""
        out = io.BytesIO()
        pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
        # By class, not by persistent_id: that would be asked about every string and number.
        pickler.dispatch_table = copyreg.dispatch_table | dict.fromkeys((Form, Section, Body), self._reduce)
        pickler.dump(value)
        return out.getvalue()

    def _reduce(self, each: Form | Section | Body) -> Any:
        name = self.names.get(id(each))
        return (_by_name, (name,)) if name else each.__reduce_ex__(pickle.HIGHEST_PROTOCOL)

    def unpack(self, data: bytes) -> Any:
        """The value again, with this process's own forms and bodies in it."""
        global _known
        _known = self.known
        try:
            return pickle.loads(data)  # noqa: S301 - from our own forked process
        finally:
            _known = {}


def _by_name(name: str) -> Any:
    return _known[name]
