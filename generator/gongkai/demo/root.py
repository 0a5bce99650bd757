"""A site root of the fictional city: its reports, and what a site is built from, marked as made up."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from ..layout import for_sites

MARKER = ".gongkai-demo"
MARKED = (
    "示例站点，由 gongkai demo 生成；再次生成时，这个文件夹里的同名文件会被覆盖，reports/ 会被清空重写。\n"
)
COPIED = ("docs", "generator/theme")
SITE_NAME = "示例市政府信息公开年报（示例数据）"
GOVERNMENT = {
    "site_name": "示例市人民政府网（示例数据）",
    "site_domain": "www.shili.example",
    "site_id_code": '"0000000000（示例）"',
    "sponsor": "示例市人民政府办公室（虚构）",
    "organizer": "示例市大数据中心（虚构）",
    "icp": "示例ICP备00000000号",
    "police": "示例公网安备00000000000000号",
    "contact": "010-00000000 示例市示例路1号（虚构地址）",
}


class CannotWrite(Exception):
    """The folder cannot take the city. The message is Chinese."""


def prepare(out: Path, source: Path) -> None:
    """Make `out` a site root without reports: configuration, hand-written pages and theme of `source`.

    Raises CannotWrite when `out` holds what this did not make, or `source` is not a site to copy.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())) and not (out / MARKER).is_file():
        raise CannotWrite(f"“{out}”里已有别的内容，不是示例站点，没有改动；请换一个空文件夹")
    config = source / "mkdocs.yml"
    if (source / MARKER).is_file():
        raise CannotWrite(f"“{source}”本身就是示例站点；请用 --root 指明要照着生成的站点")
    if not config.is_file():
        raise CannotWrite(f"“{source}”里没有 mkdocs.yml，不能照着生成示例站点")
    text = configuration(config.read_text("utf-8"))
    files = list(for_sites(source, COPIED))
    out.mkdir(parents=True, exist_ok=True)
    (out / MARKER).write_text(MARKED, "utf-8")
    for name in ("reports", *COPIED):
        if (out / name).exists():
            shutil.rmtree(out / name)
        (out / name).mkdir(parents=True)
    (out / "mkdocs.yml").write_text(text, "utf-8")
    for path in files:
        target = out / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def write(out: Path, files: Iterable[tuple[str, str]]) -> int:
    """Write the files (path below reports/, text); returns how many of them are reports."""
    reports = 0
    for name, text in files:
        file = out / "reports" / name
        if file.name == "body.yml":
            file.parent.mkdir(parents=True, exist_ok=True)
        else:
            reports += 1
        file.write_text(text, "utf-8", newline="\n")
    return reports


def configuration(text: str) -> str:
    """mkdocs.yml of the city: another name, address and government, and `extra.demo`.

    Lines are replaced, nothing is parsed: the configuration keeps its comments and its order.
    """
    text = _replaced(text, "", "site_name", SITE_NAME)
    text = _replaced(text, "", "site_url", "https://www.shili.example/zfxxgknb/")
    for key, value in GOVERNMENT.items():
        text = _replaced(text, "    ", key, value)
    return _once(r"(?m)^extra:[ ]*$", "extra:\n  demo: true  # every page says 示例数据", text, "extra:")


def _replaced(text: str, indent: str, key: str, value: str) -> str:
    return _once(rf"(?m)^{indent}{key}:.*$", f"{indent}{key}: {value}", text, key)


def _once(pattern: str, line: str, text: str, what: str) -> str:
    done, count = re.subn(pattern, lambda _: line, text)
    if count != 1:
        raise CannotWrite(f"mkdocs.yml 里没有（或者不止一处）“{what}”，不能改成示例站点的配置")
    return done
