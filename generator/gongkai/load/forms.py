"""Form files → forms. A form file is data of ours or of a site; faults in it stop the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ..model.finding import Severity
from ..model.form import Form, Heading, Kind, Mention, Relation, Section, Table, join
from . import pictures
from .tree import loader

BUILT_IN = Path(__file__).parent.parent / "forms"
STRENGTH = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}
RELATION_KINDS = ("sum", "balance", "at_most", "carry", "stock")


Parse = Callable[[bytes], Any]
"""From the bytes of a YAML file to plain values."""
_official: dict[str, Form] = {}


class FormError(Exception):
    """A form file that cannot be used; the message is Chinese and names the file."""


class NotYaml(ValueError):
    """A file that is no YAML; the message is Chinese."""


def parsed(data: bytes) -> Any:
    """What a YAML file says. Raises NotYaml."""
    import yaml

    try:
        return yaml.load(data.decode("utf-8"), Loader=loader())  # noqa: S506 - a safe loader
    except UnicodeDecodeError as error:
        raise NotYaml("文件编码不是 UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        raise NotYaml(f"第 {mark.line + 1 if mark else 1} 行不是有效的 YAML") from error


def load_forms(own: Path | None = None, parse: Parse = parsed) -> dict[str, Form]:
    """Id → form: the official editions, and those in a site's own `forms/` folder.

    `parse` may know what a file says that was parsed before. Raises FormError for a file that is not a form,
    an id that is taken, or years that overlap.
    """
    own_files = sorted(own.glob("*.yml")) if own and own.is_dir() else []
    forms = dict(official_forms(parse))
    for file in own_files:
        form = load_form(file, parse)
        if form.id in forms:
            raise FormError(f"{file.name}: 表式 id“{form.id}”已被占用，请改用其他 id")
        for other in forms.values():
            if any(form.covers(year) and other.covers(year) for year in range(1990, 2100)):
                raise FormError(
                    f"{file.name}: 适用年度与表式“{other.id}”重叠，请改 years，或删去 years（只按名称使用）"
                )
        forms[form.id] = form
    return forms


def official_forms(parse: Parse = parsed) -> dict[str, Form]:
    """The editions that come with the program: they do not change while it runs."""
    if not _official:
        found = (load_form(file, parse) for file in sorted(BUILT_IN.glob("*.yml")))
        _official.update({form.id: form for form in found})
    return _official


def load_form(file: Path, parse: Parse = parsed) -> Form:
    """One form file. Raises FormError."""
    try:
        data = parse(file.read_bytes())
        years = data.get("years", {})
        return Form(
            id=str(data["id"]),
            name=data["name"],
            source=data["source"],
            title=data["title"],
            sections=tuple(_section(each, str(data["id"])) for each in data["sections"]),
            headlines=tuple((each["label"], each["cell"]) for each in data.get("headlines", ())),
            first_year=years.get("from", 0 if years else None),
            last_year=years.get("to", 9999 if years else None),
        )
    except NotYaml as error:
        raise FormError(f"{file.name}: {error}") from error
    except KeyError as error:
        raise FormError(f"{file.name}: 不是有效的表式：缺少 {error.args[0]}") from error
    except (TypeError, AttributeError) as error:
        raise FormError(f"{file.name}: 不是有效的表式：有一处的形式不对（{error}）") from error
    except ValueError as error:
        raise FormError(f"{file.name}: 不是有效的表式：{error}") from error


def form_of_year(forms: Iterable[Form], year: int) -> Form | None:
    """The edition that reports of that year follow."""
    return next((form for form in forms if form.covers(year)), None)


def _section(data: dict[str, Any], form: str) -> Section:
    kind = data["kind"]
    if kind not in ("prose", "table", "tables", "free"):
        raise ValueError(f"kind 不能是 {kind}")
    id_ = data["id"]
    if kind == "table":
        tables: tuple[Table, ...] = (_table(data["table"], id_),)
    else:
        tables = tuple(_table(each, join(id_, each["id"])) for each in data.get("tables", ()))
    return Section(
        id_,
        data["heading"],
        "tables" if kind == "table" else kind,
        tables,
        form,
        {str(edition): same for edition, same in data.get("comparable", {}).items()},
        tuple(_mention(each) for each in data.get("mentions", ())),
        bool(data.get("substantial")),
        pictures.plans(data.get("pictures", ()), id_, tables),
    )


def _mention(data: dict[str, Any]) -> Mention:
    return Mention(
        data["what"],
        tuple(data["words"]),
        data["basis"],
        tuple(data.get("only_for", ())),
        bool(data.get("anywhere")),
    )


def _table(data: dict[str, Any], route: str) -> Table:
    kind, unit = data.get("type", "count"), data.get("unit", "")
    table = Table(
        route=route,
        caption=data.get("caption", ""),
        corner=data.get("corner", ""),
        note=data.get("note", ""),
        rows=_headings(data.get("rows", ()), "rows", kind, unit),
        columns=_headings(data["columns"], "columns", kind, unit),
        relations=tuple(_relation(each) for each in data.get("relations", ())),
        not_asked=frozenset(data.get("not_asked", ())),
        local_rows=bool(data.get("local_rows")),
    )
    _check_ids(table)
    return table


def _headings(data: Iterable[dict[str, Any]], below: str, kind: str, unit: str) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            label=each["label"],
            id=each.get("id", ""),
            children=_headings(each.get(below, ()), below, kind, unit),
            kind=Kind(each.get("type", kind)),
            unit=each.get("unit", unit),
            local_rows=bool(each.get("local_rows")),
            only_for=tuple(each.get("only_for", ())),
            explain=each.get("explain", ""),
            basis=each.get("basis", ""),
        )
        for each in data
    )


def _relation(data: dict[str, Any]) -> Relation:
    if data["kind"] not in RELATION_KINDS or data["along"] not in ("rows", "columns"):
        raise ValueError(f"勾稽关系 {data['id']} 的 kind 或 along 不对")
    return Relation(
        data["id"],
        data["kind"],
        data["along"],
        tuple(data["left"]),
        tuple(data["right"]),
        tuple(data.get("previous", ())),
        data["basis"],
        STRENGTH[data.get("strength", "error")],
    )


def _check_ids(table: Table) -> None:
    """Every relation must name rows or columns that exist, and no two cells share a route."""
    cells = [cell for line in table.lines for cell in line.cells]
    if len(set(cells)) != len(cells):
        raise ValueError(f"{table.route}: 有两格的路径相同")
    if any(line.route == join(table.route, "columns") for line in table.lines):
        raise ValueError(f"{table.route}: 行 id 不能是 columns")
    routes = [line.route for line in table.lines]
    for route in routes:
        if any(other.startswith(f"{route}.") for other in routes):
            raise ValueError(f"{table.route}: {route} 既是一行又有下级，请使同一行各列的 id 层次一致")
    rows = {join(*(node.id for node in path)) for path in table.row_paths}
    columns = {join(*(node.id for node in path)) for path in table.column_paths}
    for relation in table.relations:
        known = columns if relation.along == "columns" else rows
        for id_ in relation.left + relation.right + relation.previous:
            if id_ not in known:
                raise ValueError(f"{table.route}: 勾稽关系 {relation.id} 提到不存在的 {id_}")
