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
    options.add_argument("--quick", action="store_true", help="small sweeps only; writes nothing")
    quick = options.parse_args().quick
    parts = [
        "# Measured\n\nWritten by `make bench`; ratios of one run on one machine.\n",
        environment(),
        press.measure(sweep=12 if quick else 200, few=3 if quick else 9),
    ]
    if not quick:
        parts += [seats.markdown(seats.measure()), juries.markdown(juries.measure())]
    text = "\n".join(parts)
    print(text)
    if not quick:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
