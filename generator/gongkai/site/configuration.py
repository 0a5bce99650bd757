"""What a government site must state about itself, kept in mkdocs.yml under extra.government."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError

PLACEHOLDER = re.compile(r"待填写|example\.|示例|^\s*$")
REQUIRED = {
    "site_name": "网站名称（SiteName）",
    "site_domain": "网站域名（SiteDomain）",
    "site_id_code": "政府网站标识码（SiteIDCode）",
    "sponsor": "主办单位",
    "icp": "ICP 备案号",
    "police": "公安备案号",
    "contact": "联系方式",
}


def production_problems(config_file: Path) -> list[str]:
    """What is still a placeholder or empty, in Chinese; empty when the site may go public."""
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
