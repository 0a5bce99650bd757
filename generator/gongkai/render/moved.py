"""Pages at addresses that were given up: they lead on, or say why there is nothing any more.

They stand outside the theme, so that they come out alike whatever the site is built with.
"""

from __future__ import annotations

from urllib.parse import quote

from .environment import environment
from .links import relative


def moved_page(address: str, to: str, title: str, name: str, url: str) -> str:
    """HTML of a page that leads from one address to another, without a script as well.

    `title` is the other page's, `name` the site's, `url` its address with a slash at its end, or "".
    """
    here = address.rstrip("/")
    href = quote(f"{relative(to.rstrip('/'), here)}/")
    canonical = f"{url}{quote(to)}" if url else href
    return _page("本页已移至新地址", here, name, href=href, canonical=canonical, title=title)


def withdrawn_page(address: str, because: str, name: str) -> str:
    """HTML of a page that was withdrawn: the reason stands in its place."""
    return _page("本页已撤下", address.rstrip("/"), name, because=because)


def _page(heading: str, here: str, name: str, **values: str) -> str:
    template = environment().get_template("moved.html.j2")
    home = f"{relative('', here)}/"
    none = {"href": "", "canonical": "", "title": "", "because": ""}
    return template.render(heading=heading, home=home, name=name, **{**none, **values})
