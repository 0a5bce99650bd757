"""redirects.yml → where readers of former addresses are sent."""

from __future__ import annotations

from pathlib import Path

from ..model.finding import Finding, Place
from ..model.redirect import ADDRESS, Redirect
from ..model.rule import finding_of
from . import mistakes, nodes, text, tree
from .values import Reader

FILE = "redirects.yml"


def load_redirects(root: Path) -> tuple[list[Redirect], list[Finding]]:
    """The entries of `root`/redirects.yml in order, and what is wrong with the file; none without one."""
    if not (root / FILE).exists():
        return [], []
    source, defects = text.read_file(root / FILE)
    node, more = tree.parse(source) if not defects else (None, [])
    reader = Reader(FILE, source.split("\n"))
    found = []
    if isinstance(node, nodes.Mapping):
        found = [each for key, child in node.items.items() if (each := _entry(reader, node.keys[key], child))]
    elif node is not None and not (isinstance(node, nodes.Scalar) and not node.text):
        reader.note(mistakes.wrong_shape("“旧地址: 新地址”各行", "别的内容"), node)
    return found, [finding_of(each, Place(FILE)) for each in (*defects, *more, *reader.defects)]


def _entry(reader: Reader, key: nodes.Scalar, child: nodes.Node) -> Redirect | None:
    place = Place(FILE, key.line, key.column)
    if not key.text or not ADDRESS.fullmatch(key.text):
        reader.note(mistakes.bad_value("旧地址", key.text, ADDRESSES), key)
        return None
    if isinstance(child, nodes.Mapping):
        reader.keys(child, ("withdrawn",))
        because = reader.word(child.items.get("withdrawn"), "文字", "withdrawn")
        if len(because) < 4:
            reader.note(mistakes.bad_value("撤下的原因", because, "向读者说明原因的一句话"), child)
            return None
        return Redirect(key.text, "", because, place)
    to = reader.word(child, "新地址").removeprefix("/")
    if not isinstance(child, nodes.Scalar) or not child.text or not ADDRESS.fullmatch(to):
        reader.note(mistakes.bad_value("新地址", getattr(child, "text", ""), ADDRESSES), child)
        return None
    if key.text.endswith("/") != (to.endswith("/") or not to):
        reader.note(mistakes.bad_value("新地址", to, "与旧地址同为网页（以 / 结尾）或者同为文件"), child)
        return None
    return Redirect(key.text, to, "", place)


ADDRESSES = "从网站首页起算的地址，网页以 / 结尾，例如 reports/daxing/qingyundian/2020/；首页写作 /"
