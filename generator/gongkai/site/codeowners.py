"""CODEOWNERS: who has to approve a change of which file, from the tree of bodies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model.body import Body, owner_of

FILE = ".github/CODEOWNERS"
HEAD = """\
# 由 gongkai codeowners 生成，请勿手工修改：机关的审核人写在各机关 body.yml 的 owners，维护人写在 mkdocs.yml 的
# extra.maintainers。后面的规则优先于前面的；下级机关没有写 owners 的，由上级机关的审核人审核。
"""


class NoMaintainers(Exception):
    """Without maintainers the program itself would be nobody's. The message is Chinese."""


def codeowners(bodies: Iterable[Body], maintainers: Sequence[str]) -> str:
    """The whole file. Raises NoMaintainers when there are none, or one is no account, team or address.

    Everything belongs to the maintainers except the reports of bodies that name owners. body.yml says who they are,
    so that it stays with the maintainers: nobody appoints themselves.
    """
    if not maintainers:
        raise NoMaintainers("mkdocs.yml 的 extra.maintainers 没有填写：程序和配置的改动必须有人审核")
    wrong = [each for each in maintainers if not owner_of(each)]
    if wrong:
        raise NoMaintainers(f"mkdocs.yml 的 extra.maintainers 里“{wrong[0]}”不是账号、组织/团队或电子邮箱")
    own = [(f"/reports/{body.id}/", body) for body in sorted(bodies, key=lambda body: body.id) if body.owners]
    lines = [("*", maintainers), *((path, body.owners) for path, body in own)]
    lines.append(("/reports/**/body.yml", maintainers))
    width = max(len(path) for path, _ in lines)
    return HEAD + "".join(f"{path:<{width}} {' '.join(map(_named, who))}\n" for path, who in lines)


def _named(owner: str) -> str:
    plain = owner_of(owner)
    return plain if "@" in plain else f"@{plain}"
