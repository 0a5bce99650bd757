"""A form as data for the page: what its rows and columns mean, and which relations bind them."""

from __future__ import annotations

from typing import Any

from ..model.form import Form, Heading, Section, Table, route_of, tree

FORMAT = "gongkai-form/1"


def definitions(form: Form) -> dict[str, Any]:
    """What docs/reference/form-ID.json holds.

    `tables`: route of a table → `rows` and `columns`: their route below the table → `labels` from
    the top, `explain`, `basis` and `unit`, each left out where there is none; and `relations`, whose
    `left`, `right` and `previous` (last year's report) are routes of the axis that `along` names.
    """
    return {
        "format": FORMAT,
        "id": form.id,
        "name": form.name,
        "source": form.source,
        "tables": {
            table.route: _table(section, table) for section in form.sections for table in section.tables
        },
    }


def _table(section: Section, table: Table) -> dict[str, Any]:
    return {
        "labels": [section.heading, *([table.caption] if table.caption else [])],
        "rows": _headings(table.rows, units=False),
        "columns": _headings(table.columns, units=True),
        "relations": [
            {
                "id": each.id,
                "kind": each.kind,
                "along": each.along,
                "left": each.left,
                "right": each.right,
                "previous": each.previous,
                "basis": each.basis,
            }
            for each in table.relations
        ],
    }


def _headings(nodes: tuple[Heading, ...], units: bool) -> dict[str, Any]:
    """`units`: whether these headings say what is counted, as leaves of columns do."""
    return {
        route_of(path): _heading(path, units and not path[-1].children) for path in tree(nodes) if path[-1].id
    }


def _heading(path: tuple[Heading, ...], with_unit: bool) -> dict[str, Any]:
    here = path[-1]
    said = {"explain": here.explain, "basis": here.basis, "unit": here.unit if with_unit else ""}
    return {"labels": [node.label for node in path], **{key: text for key, text in said.items() if text}}
