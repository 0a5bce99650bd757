"""Questions to the reports of a nation, answered by DuckDB from the Parquet dataset.

    gongkai export --format parquet --out export
    python national.py export/cells

Needs nothing but DuckDB (pip install duckdb). The dataset may be a folder of many exports put
together, and far larger than memory. Each answer is a list of rows.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import duckdb

DEPTH = 2
"""Folders of a body's id that make a region: 2 is a district of a city, province/city in a nation."""
LOWEST = "('department', 'township', 'subdistrict', 'authorised_organisation')"
"""Bodies whose reports hold their own figures alone: a government's may hold those of all below it."""

ROLL_UP = f"""
-- Requests received, by region and year. A blank is not 0: it is counted apart, and so is “does not apply”.
SELECT array_to_string(string_split(body, '/')[:{DEPTH}], '/') AS area, year,
       count(*) AS reports,
       count(*) FILTER (state = 'number') AS stated,
       count(*) FILTER (state IN ('blank', 'missing')) AS blank,
       count(*) FILTER (state = 'not_applicable') AS not_applicable,
       sum(value)::BIGINT AS received
FROM cells
WHERE cell = 'disclosure_requests.received_this_year.total' AND body_kind IN {LOWEST}
GROUP BY ALL ORDER BY ALL
"""
CARRY = """
-- What a report carries forward, its body's next report has to carry over (勾稽关系 of table 三, in both editions).
SELECT this.body, this.year, this.value::BIGINT AS carried_forward, next.value::BIGINT AS carried_over
FROM cells AS this JOIN cells AS next ON next.body = this.body AND next.year = this.year + 1
WHERE this.cell = 'disclosure_requests.carried_forward.total' AND this.state = 'number'
  AND next.cell = 'disclosure_requests.carried_over.total' AND next.state = 'number'
  AND this.value <> next.value
ORDER BY ALL
"""
CHANGE = f"""
-- New normative documents against the year before. From 2021 on the form counts another thing (行政规范性文件,
-- 〔2021〕30号) than before (规范性文件, 〔2019〕60号), so a year is compared within one edition only.
WITH years AS (
  SELECT array_to_string(string_split(body, '/')[:{DEPTH}], '/') AS area, form, year,
         count(*) AS reports, sum(value)::BIGINT AS documents
  FROM cells
  WHERE "table" = 'proactive_disclosure.article_20_1' AND "row" = 'normative_documents'
    AND "column" IN ('produced_this_year', 'issued_this_year') AND state = 'number' AND body_kind IN {LOWEST}
  GROUP BY ALL
)
SELECT *, CASE WHEN lag(year) OVER same = year - 1 THEN documents - lag(documents) OVER same END AS change
FROM years WINDOW same AS (PARTITION BY area, form ORDER BY year) ORDER BY ALL
"""
QUESTIONS = {"roll-up": ROLL_UP, "carry": CARRY, "change": CHANGE}
Answers = dict[str, list[tuple[Any, ...]]]


def answers(folder: str, region: str = "*") -> Answers:
    """The answers from all of the dataset, or from one of its regions (top folders of reports/)."""
    connection = duckdb.connect()
    files = f"{folder}/year=*/region={region}/*.parquet".replace("'", "''")
    connection.execute(
        f"CREATE VIEW cells AS FROM read_parquet('{files}', hive_partitioning = true, "
        "hive_types = {year: SMALLINT, region: VARCHAR})"
    )
    return {name: connection.execute(question).fetchall() for name, question in QUESTIONS.items()}


def regions(folder: str) -> list[str]:
    """The regions that the dataset has."""
    return sorted({each.name.removeprefix("region=") for each in Path(folder).glob("year=*/region=*")})


def show(found: Answers) -> None:
    """Print every answer, a row a line, its fields apart by tabs."""
    for name, rows in found.items():
        print(f"# {name}")
        for row in rows:
            print(*row, sep="\t")


if __name__ == "__main__":
    show(answers(sys.argv[1]))
