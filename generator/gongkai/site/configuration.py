"""What a site says of itself in mkdocs.yml: its address, its name, and what a government site must state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from .store import Store

PLACEHOLDER = re.compile(r"待填写|example\.|示例|^\s*$")
REQUIRED = {
    "site_name": "网站名称（SiteName）",
    "site_domain": "网站域名（SiteDomain）",
    "site_id_code": "政府网站标识码（SiteIDCode）",
    "column_name": "栏目名称（ColumnName）",
    "column_type": "栏目类别（ColumnType）",
    "sponsor": "主办单位",
    "icp": "ICP 备案号",
    "police": "公安备案号",
    "contact": "联系方式",
}


class Settings(Struct, frozen=True):
    """`url` ends with a slash, or is empty when the configuration names no address."""

    url: str = ""
    name: str = ""
    government: Mapping[str, Any] = field(default_factory=dict)
    theme: str = ""
    """The folder of our own templates of the theme."""
    board: bool = False
    """Whether readers may see how far every body is with its report (`extra.board`)."""
    authors: bool = False
    """Whether readers are told who committed a version (`extra.version_authors`)."""
    maintainers: tuple[str, ...] = ()
    """Who approves changes of the program and the configuration (`extra.maintainers`), as written."""


def settings(config_file: Path) -> Settings:
    """What mkdocs.yml says; nothing when it is not there or cannot be read, which the engine will say.

    Read without plugins and theme: pages are rendered on every edit, and loading those takes longer.
    """
    from mkdocs.exceptions import ConfigurationError  # MkDocs is slow to import, and often not needed
    from mkdocs.utils.yaml import yaml_load

    try:
        with config_file.open("rb") as file:
            read = yaml_load(file)
    except (OSError, ValueError, ConfigurationError):
        return Settings()
    if not isinstance(read, dict):
        return Settings()
    url = str(read.get("site_url") or "")
    extra = _mapping(read.get("extra"))
    return Settings(
        url=f"{url.rstrip('/')}/" if url else "",
        name=str(read.get("site_name") or ""),
        government=_mapping(extra.get("government")),
        theme=str(_mapping(read.get("theme")).get("custom_dir") or ""),
        board=extra.get("board") is True,
        authors=extra.get("version_authors") is True,
        maintainers=_words(extra.get("maintainers")),
    )


def known_settings(store: Store, config_file: Path) -> Settings:
    """The same, from what was kept while the file says what it said."""
    try:
        data = config_file.read_bytes()
    except OSError:
        return Settings()
    if b"!ENV" in data or b"INHERIT" in data:  # other things than the file decide
        return settings(config_file)
    found = store.known(KNOWN, data, lambda _: asdict(settings(config_file)))
    return Settings(**found)


KNOWN = " ".join(("settings", *Settings.__struct_fields__))
"""Under this they are kept; so another edition of this program does not read them."""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def production_problems(config_file: Path) -> list[str]:
    """What is still a placeholder or empty, in Chinese; empty when the site may go public."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    try:
        config = load_config(str(config_file))
    except ConfigurationError as error:
        return [f"{config_file.name} 读不出来：{error}"]
    government: dict[str, Any] = config.extra.get("government") or {}
    problems = [
        f"extra.government.{key}：{name}"
        for key, name in REQUIRED.items()
        if PLACEHOLDER.search(str(government.get(key) or ""))
    ]
    if not config.site_url or PLACEHOLDER.search(config.site_url):
        problems.insert(0, "site_url：网站地址")
    return problems
