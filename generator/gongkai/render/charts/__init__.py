"""Pictures of reports: static SVG in the page, each with its sentence and its equal table."""

from .over_bodies import figures_of_year
from .over_years import figures_of_body
from .picture import Picture
from .within_report import figures_of_report

__all__ = ["Picture", "figures_of_body", "figures_of_report", "figures_of_year"]
