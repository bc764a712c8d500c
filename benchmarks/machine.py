"""What the figures were measured on, and with."""

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("aiohttp", "genai-prices", "litellm", "pydantic", "slack_bolt", "slack_sdk")


def described() -> str:
    """The machine, Python, the packages and the day, as a Markdown list."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return "\n".join(
        (
            f"- {datetime.now(UTC):%Y-%m-%d}",
            f"- {_processor()}, {os.cpu_count()} cores; {platform.system()} {platform.machine()}",
            f"- {platform.python_implementation()} {platform.python_version()}, built {_build()}",
            f"- {packages}",
            f"- load average at the end: {_load()}",
        )
    )


def _build() -> str:
    """When, and by which compiler: builds of one version differ by a third in speed."""
    return f"{platform.python_build()[1]} with {platform.python_compiler()}"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", cpuinfo.read_text()) if cpuinfo.exists() else None
    return found[1] if found else platform.processor() or "unknown processor"


def _load() -> str:
    """What else the machine did meanwhile shows here."""
    minute, five, fifteen = os.getloadavg()
    return f"{minute:.1f} over one minute, {five:.1f} over five, {fifteen:.1f} over fifteen"
