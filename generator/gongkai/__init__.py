"""gongkai: check, render and publish 政府信息公开工作年度报告 kept as YAML in git."""

__version__ = "0.1.0"
