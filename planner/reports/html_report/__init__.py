"""The report as one HTML file: pages of targets and units, tables that sort, charts."""

from planner.reports.html_report.page import Subject, html_report

__all__ = ["Subject", "html_report"]
