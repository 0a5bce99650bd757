"""The generated reference: what is in docs/reference/, from rules and forms."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..check import run  # noqa: F401 - importing registers every rule
from ..exporting.catalogue import schemas
from ..model.form import Form
from ..model.rule import RULES
from ..render.definitions import definitions
from ..render.diff.schema import difference_schema
from ..render.reference import checks_page, form_page
from ..render.schema import body_schema, report_schema


def reference_files(forms: Mapping[str, Form]) -> dict[str, str]:
    """Name below docs/reference/ → text, for all forms given and all rules known."""
    files = {"checks.md": checks_page(RULES.values())}
    for form in forms.values():
        files[f"form-{form.id}.md"] = form_page(form)
        if form.tables:
            files[f"form-{form.id}.json"] = _json(definitions(form))
        files[f"schema/{form.id}.json"] = _json(report_schema(form))
    files["schema/diff.json"] = _json(difference_schema())
    files["schema/body.json"] = _json(body_schema())
    files |= {f"schema/{name}.json": _json(made) for name, made in schemas().items()}
    return files


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
