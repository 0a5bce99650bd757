"""How many hostile texts become a command for GitHub's runner, break out of a code span, or do not read back.

.venv/bin/python benchmarks/quoting.py [TEXTS]     50,000 by default; 0 of everything is the only good result
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

from gongkai.model.finding import Finding, Place, Severity
from gongkai.quoting import code, command, inert, visible
from gongkai.render.findings import text as findings_text

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from cases.hostile import MARKDOWN, PIECES, decoded, is_command, lines


def hostile(chance: random.Random) -> str:
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 14)))


def main(count: int) -> None:
    chance = random.Random(2020)
    raw = log = finding = annotation = span = altered = 0
    for _ in range(count):
        text = hostile(chance)
        raw += any(map(is_command, lines(text)))
        log += any(map(is_command, lines(inert(text))))
        found = Finding(
            "GK301", Severity.ERROR, "合计不符", Place(f"reports/{text}"), text, text, text, where=text
        )
        finding += any(map(is_command, lines(findings_text([found], 1))))
        annotation += not read_back(text)
        shown = shown_as(text)
        span += shown is None
        altered += shown is not None and shown != expected(text)
    print(f"{count} texts; printed as they are, {raw} would be commands")
    print(
        f"in a log {log}, in the text of findings {finding}, annotations that do not read back {annotation}"
    )
    print(f"Markdown: {span} left their code span, {altered} shown altered")


def read_back(text: str) -> bool:
    line = command("error", text, title=text)
    found = re.fullmatch(r"::error title=(.*?)::(.*)", line, re.S)
    return bool(found and len(lines(line)) == 1 and (decoded(found[1]), decoded(found[2])) == (text, text))


def shown_as(text: str) -> str | None:
    """What Markdown shows in the one code span of a list item, or None when there is anything else."""
    inline = [each for each in MARKDOWN.parse(f"- 前 {code(text)} 后") if each.type == "inline"]
    children = inline[0].children or [] if len(inline) == 1 else []
    if [each.type for each in children] != ["text", "code_inline", "text"]:
        return None
    return re.sub(r"\s", "", children[1].content)


def expected(text: str) -> str:
    return re.sub(r"\s", "", visible(text).replace("##[", "## [")) or "（空）"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
