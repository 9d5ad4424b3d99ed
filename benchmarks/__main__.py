"""Measure speed side by side and write ``benchmarks/RESULTS.md`` (``make bench``).

Everything is measured in one run on one machine and reported as ratios; see ``benchmarks/press.py``
for what is compared.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import juries, press, seats
from benchmarks.environment import environment

RESULTS = Path(__file__).parent / "RESULTS.md"


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument("--sweep", type=int, default=200, help="reports in the large sweep")
    options.add_argument("--few", type=int, default=9, help="reports the stock tools are measured on")
    chosen = options.parse_args()
    parts = [
        "# Measured\n\nWritten by `make bench`; ratios of one run on one machine.\n",
        environment(),
        press.measure(sweep=chosen.sweep, few=chosen.few),
        seats.markdown(seats.measure()),
        juries.markdown(juries.measure()),
    ]
    text = "\n".join(parts)
    print(text)
    RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
