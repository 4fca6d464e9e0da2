"""The report as one HTML file: everything inline, nothing fetched, readable without scripts."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from warehouse.report import overview, rows, terms, unit_rows, units
from warehouse.report.charts import charts
from warehouse.report.county import County

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
#: A browser takes seconds for a table of thousands of rows: so many stand in it at once.
LISTED = 500


def environment() -> Environment:
    """Jinja with escaping on, for every template of this package."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["term"] = lambda code, section: terms.name(section, code)
    made.filters["wan"] = terms.wan
    made.filters["plain"] = lambda number: "" if number is None else terms.plain(number)
    for filtered in (
        rows.matrix_rows,
        rows.figure_rows,
        rows.score_rows,
        unit_rows.list_rows,
        unit_rows.unit_rows,
        unit_rows.unit_head,
    ):
        made.filters[filtered.__name__] = filtered
    return made


def render(whole: County) -> str:
    """The report as HTML text."""
    snapshot, sections = whole.snapshot, whole.units
    template = environment().get_template("index.html.j2")
    return template.render(
        build=snapshot.builds[0] if snapshot.builds else None,
        registry=bool(snapshot.units),
        view=overview.overview(snapshot, sections),
        units=sections,
        findings=whole.findings,
        unit_names={unit.code: unit.name for unit in sections},
        codes={unit.code: unit.anchor for unit in sections},
        anchors={(unit.code, unit.year): unit.anchor for unit in sections},
        charts=charts(sections),
        lists=snapshot.lists,
        failed=snapshot.failed,
        stages=units.STAGES,
        listed=LISTED,
        style=(TEMPLATES / "report.css").read_text(encoding="utf-8"),
        script=(TEMPLATES / "report.js").read_text(encoding="utf-8"),
    )


def write(path: Path, text: str) -> Path:
    """Writes beside and renames, so that an open report is never half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text(text, encoding="utf-8")
    return temporary.replace(path)
