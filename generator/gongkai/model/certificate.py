"""The certificate of a check (核验单): what was tested on which data, so that anyone can repeat it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

KIND = "gongkai/certificate/v1"


class Certificate(Struct, frozen=True):
    """The result of checking one report, bound to its file by hash."""

    report: str
    """Id of the report, e.g. daxing/qingyundian/2020."""
    title: str
    form: str
    yaml_sha256: str
    rules: str
    """Edition of the rules: version of the program and a digest of its rules and of the form."""
    relations: Mapping[str, int]
    """tested, passed, failed, accepted, not_assessable: counts of relations between cells."""
    claims: Mapping[str, int]
    """Numbers of the prose by verdict (the names of Verdict in lower case)."""
    findings: Mapping[str, int]
    """errors, warnings, notes (open ones) and accepted."""

    def record(self) -> dict[str, object]:
        """As JSON data, in a fixed order."""
        return {
            "kind": KIND,
            "report": self.report,
            "title": self.title,
            "form": self.form,
            "yaml_sha256": self.yaml_sha256,
            "rules": self.rules,
            "relations": dict(self.relations),
            "claims": dict(self.claims),
            "findings": dict(self.findings),
        }
