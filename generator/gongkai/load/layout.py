"""The house layout of a report file: aligned lines, label comments; no value is ever changed.

Only one-line lists of table cells are rewritten, and the comments that this module itself
writes; every other character of the file stays as the author left it.
"""

from __future__ import annotations

import re

from ..model.form import Line, Table
from ..model.printed import width
from ..model.report import Report
from . import nodes, tree

COLUMNS = "各列："


def tidy(source: str, report: Report) -> str:
    """The text of the file in house layout. `report` is what the same text was read as."""
    text = source.removeprefix("\ufeff").replace("\r\n", "\n")
    root, _ = tree.parse(text)
    if not isinstance(root, nodes.Mapping):
        return source
    rows = _rows(root, report)
    lines = text.rstrip("\n").split("\n")
    prose = _prose_lines(root)
    out: list[str] = []
    headed: set[tuple[str, tuple[str, ...]]] = set()
    for number, line in enumerate(lines, 1):
        if number not in prose and _is_columns_comment(line, report):
            continue
        if number in rows:
            table, row, cells, widths, key_width = rows[number]
            head = (table.route, tuple(path[-1].id for path in row.columns))
            if head not in headed and len(row.columns) > 1:
                headed.add(head)
                out.append(_columns_comment(row, line))
            line = _row(line, row, cells, widths, key_width)
        out.append(line.rstrip(" ") if number in rows else line)
    return "\n".join(out) + "\n"


def _prose_lines(root: nodes.Mapping) -> set[int]:
    """Numbers of the lines that are text of a block scalar, whatever they look like."""
    return {
        number
        for scalar in tree.walk(root)
        if scalar.style == "|"
        for number in range(scalar.line + 1, scalar.end_line)
    }


Found = tuple[Table, Line, list[nodes.Scalar], list[int], int]


def _rows(root: nodes.Mapping, report: Report) -> dict[int, Found]:
    """Line number → the table line that stands on it, its cells, and the widths of its table."""
    found: dict[int, Found] = {}
    for table in report.form.tables:
        group: list[tuple[int, Line, list[nodes.Scalar], int]] = []
        for line in report.lines(table):
            node, key = _find(root, line.route)
            if isinstance(node, nodes.Sequence) and key and _on_one_line(node, key):
                cells = [item for item in node.items if isinstance(item, nodes.Scalar)]
                if len(cells) == len(line.columns):
                    group.append((key.line, line, cells, key.column - 1 + width(key.text)))
        key_width = max((each[3] for each in group), default=0)
        for number, line, cells, _ in group:
            same = [each[2] for each in group if len(each[2]) == len(cells)]
            widths = [max(width(_written(row[i])) for row in same) for i in range(len(cells))]
            found[number] = (table, line, cells, widths, key_width)
    return found


def _find(root: nodes.Mapping, route: str) -> tuple[nodes.Node | None, nodes.Scalar | None]:
    node: nodes.Node | None = root
    key = None
    for part in route.split("."):
        if not isinstance(node, nodes.Mapping):
            return None, None
        key, node = node.keys.get(part), node.items.get(part)
    return node, key


def _on_one_line(node: nodes.Sequence, key: nodes.Scalar) -> bool:
    scalars = [item for item in node.items if isinstance(item, nodes.Scalar)]
    return (
        node.flow
        and len(scalars) == len(node.items)
        and {item.end_line for item in scalars} <= {key.line}
        and node.line == key.line
    )


def _written(item: nodes.Scalar) -> str:
    """The cell as it must be written again: quoted as the author did, escaped anew."""
    if item.style == '"':
        return '"' + item.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if item.style == "'":
        return "'" + item.text.replace("'", "''") + "'"
    return item.text


def _row(line: str, row: Line, cells: list[nodes.Scalar], widths: list[int], key_width: int) -> str:
    match = re.match(r"(\s*)([^:\[]+?)\s*:\s*\[", line)
    if not match:
        return line
    head = f"{match[1]}{match[2]}:"
    texts = [
        " " * (wide - width(_written(cell))) + _written(cell)
        for cell, wide in zip(cells, widths, strict=True)
    ]
    name = row.label.rpartition(" · ")[2]
    label = "" if name == match[2] else name
    notes = "；".join(part for part in (label, _own_comment(line[cells[-1].end_column - 1 :], label)) if part)
    return (
        head
        + " " * (key_width + 2 - width(head))
        + f"[{', '.join(texts)}]"
        + (f"  # {notes}" if notes else "")
    )


def _own_comment(rest: str, label: str) -> str:
    """What the author wrote behind the last cell, without a label comment written earlier."""
    comment = rest.partition("#")[2].strip()
    if label and comment.startswith(label):
        comment = comment.removeprefix(label).removeprefix("；").strip()
    return comment


def _columns_comment(row: Line, line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return f"{indent}# {COLUMNS}" + ", ".join(path[-1].label for path in row.columns)


def _is_columns_comment(line: str, report: Report) -> bool:
    stripped = line.strip()
    return stripped.startswith(f"# {COLUMNS}") and stripped[4 + len(COLUMNS) - 2 :].strip() in {
        ", ".join(path[-1].label for path in row.columns)
        for table in report.form.tables
        for row in report.lines(table)
    }
