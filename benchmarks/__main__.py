"""Measure everything, print it, write it down; exit 1 where a target is missed."""

import signal
import sys
from pathlib import Path

from . import answering, caching, estimating, levers, machine, report, serving, starting

_PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def _main() -> int:
    # As Ctrl-C: the servers that were started are ended too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sections = []
    for measured in (estimating, levers, caching, answering, serving, starting):
        section = measured.measure()
        print(f"{section.title}\n\n{report.table(section)}\n", flush=True)
        sections.append(section)
    _PAGE.parent.mkdir(exist_ok=True)
    _PAGE.write_text(report.page(sections, machine.described()), "utf-8")
    missed = [each for section in sections for each in section.figures if each.met is False]
    print(f"{len(missed)} targets missed" if missed else "Every target met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(_main())
