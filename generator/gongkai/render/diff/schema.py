"""The JSON Schema of a difference (gongkai-diff/1)."""

from __future__ import annotations

from enum import Enum
from typing import Any

from ...model.difference import Aspect, Attention, Cause, Fate, Mark, Tie
from ...model.finding import Severity
from .record import FORMAT

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}


def difference_schema() -> Schema:
    """JSON Schema, draft 7, of what `gongkai diff --format json` prints."""
    findings = _list({"$ref": "#/definitions/finding"})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "一次改动改了什么、牵动了什么（gongkai diff --format json）",
        **_object(
            {
                "format": {"const": FORMAT},
                "old": _said(TEXT, "改动前：git 版本、文件夹或文件"),
                "new": _said(TEXT, "改动后"),
                "summary": _summary(),
                "reports": _said(_list(_report(findings)), "需要注意的在前"),
                "bodies": _list(_body()),
                "appeared": _said(findings, "不属于任何一份报告的：文件名、机关信息"),
                "vanished": findings,
                "forms": _said(_list(TEXT), "本站自有表式中改动的文件"),
                "program": _said(_list(TEXT), "程序（检查、模板、官方表式）中改动的文件"),
                "program_effects": _list(_program()),
            }
        ),
        "definitions": {"finding": _finding(), "change": _change(), "standing": _standing()},
    }


def _summary() -> Schema:
    return _object(
        {
            **{fate.name.lower(): _said(COUNT, f"{fate.value}的报告份数") for fate in Fate},
            "attention": _said(COUNT, "需要注意的报告份数"),
            "errors": _said({"type": "boolean"}, "是否带来妨碍发布的错误"),
        }
    )


def _report(findings: Schema) -> Schema:
    effect = _object(
        {
            "tie": _one_of(Tie),
            "route": TEXT,
            "where": TEXT,
            "quote": _said(TEXT, "正文里的话；不是正文的为空"),
            "was": {"$ref": "#/definitions/standing"},
            "now": {"$ref": "#/definitions/standing"},
        }
    )
    return _object(
        {
            "id": _said(TEXT, "机关/年度，例如 daxing/qingyundian/2020"),
            "was_id": _said(TEXT, "改了地址的，原来的 id；其余与 id 相同"),
            "name": TEXT,
            "year": {"type": "integer"},
            "file": TEXT,
            "fate": _one_of(Fate),
            "attention": _said(_list(_one_of(Attention)), "最要紧的在前；没有的为空"),
            "published": _said(_or_null(TEXT), "改动前填写的发布日期"),
            "unreadable_before": {"type": "boolean"},
            "changes": _list({"$ref": "#/definitions/change"}),
            "prose": _list(_prose()),
            "effects": _said(_list(effect), "随之变动"),
            "appeared": _said(findings, "新出现的问题"),
            "vanished": _said(findings, "不再报出的问题"),
            "settled": _said(findings, "改为说明原因后照原样发布的问题"),
            "revealed": _said(findings, "现在才查到的问题：原来有错误，没有查到这一步"),
            "unexamined": _said(findings, "是否仍在不能断定的问题：现在有错误，没有查到这一步"),
            "moves": _said(_list(TEXT), "牵动的其他报告"),
            "lines": _said(_list(TEXT), "以上各项的文字，一行一项，缩进表示从属"),
        }
    )


def _prose() -> Schema:
    piece = _object({"mark": {"enum": [mark.value for mark in Mark]}, "text": TEXT})
    passage = _object({"paragraph": _said(COUNT, "新文字的第几段"), "pieces": _list(piece)})
    return _object({"route": TEXT, "where": TEXT, "passages": _list(passage)})


def _body() -> Schema:
    return _object(
        {
            "id": TEXT,
            "name": TEXT,
            "file": TEXT,
            "fate": _one_of(Fate),
            "changes": _list({"$ref": "#/definitions/change"}),
            "reports": COUNT,
        }
    )


def _program() -> Schema:
    severity = {"enum": [severity.name.lower() for severity in Severity]}
    names = ("subject", "code", "name", "message", "fingerprint")
    findings = _list(_object({**dict.fromkeys(names, TEXT), "severity": severity}))
    return _object(
        {
            "cause": _one_of(Cause),
            "reports": _said(COUNT, "比较了多少份报告"),
            "appeared": findings,
            "vanished": findings,
            "pages": _said(_list(TEXT), "会改变的网页"),
        }
    )


def _change() -> Schema:
    return _object(
        {
            "aspect": _one_of(Aspect),
            "route": TEXT,
            "where": _said(TEXT, "表式里的各级名称"),
            "was": _said(_or_null(TEXT), "没有的为 null"),
            "now": _or_null(TEXT),
        }
    )


def _standing() -> Schema:
    holds = _said(_or_null({"type": "boolean"}), "是否相符；null 为不能核对")
    return _object({"left": TEXT, "right": TEXT, "holds": holds})


def _finding() -> Schema:
    evidence = _object({"left": TEXT, "right": TEXT, "difference": TEXT, "cells": _list(TEXT)})
    return _object(
        {
            "code": {"type": "string", "pattern": "^GK[0-9]{3}$"},
            "severity": {"enum": [severity.name.lower() for severity in Severity]},
            **dict.fromkeys(("name", "file", "route", "message", "basis", "fix"), TEXT),
            "line": COUNT,
            "column": COUNT,
            "evidence": _or_null(evidence),
            "accepted": _said(_or_null(TEXT), "已说明的原因"),
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
        }
    )


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _one_of(names: type[Enum]) -> Schema:
    """The names of an enumeration in lower case, and what each means."""
    values = [each.name.lower() for each in names]
    return {"enum": values, "description": "；".join(f"{each.name.lower()}：{each.value}" for each in names)}
