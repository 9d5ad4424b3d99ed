"""The ``comparative`` command: list, render, verify, check.

Exit codes: 0 done; 1 a report failed (the others are finished); 2 bad input (nothing written);
130 interrupted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from comparative.press import Failure, Job, Rendered

T = TypeVar("T")

_NAMES = click.argument("reports", nargs=-1)
_PARAMETERS = click.option(
    "-p", "parameters", nargs=2, multiple=True, metavar="NAME VALUE", help="Set a parameter; may be repeated."
)
_EACH = click.option(
    "--each",
    multiple=True,
    metavar="NAME",
    help="Render once for each allowed value of a parameter ('place': the one that takes places), "
    "or for each point of a grid the catalogue calls by that name; may be repeated.",
)
_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the pages.  [default: reports/html]",
)
_WORKERS = click.option(
    "-j", "--jobs", "workers", type=click.IntRange(1), help="Reports made side by side.  [default: all cores]"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="comparative")
def app() -> None:
    """Compare political reforms with the international cases they cite."""


@app.command("list")
def list_() -> None:
    """List the reports, what each asks, and its parameters."""
    from comparative.press import catalogue

    for report in _asked(catalogue).values():
        click.secho(report.name, bold=True)
        click.echo(f"  {report.question}")
        for parameter in report.parameters:
            click.echo(f"    -p {parameter.name} {parameter.default!s:<12} {parameter.meaning}")


@app.command()
@_NAMES
@click.option("--all", "every", is_flag=True, help="Render every report of the catalogue (also the default).")
@_PARAMETERS
@_EACH
@_OUT
@_WORKERS
@click.option("--force", is_flag=True, help="Make every page anew, whatever the cache holds.")
@click.option("--explain", is_flag=True, help="Only say which pages would be made, and why.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds one report may take.")
@click.option("--dask", is_flag=True, help="Use a local Dask cluster (needs comparative[cluster]).")
@click.option("--scheduler", metavar="ADDRESS", help="Use the Dask cluster at tcp://host:port.")
@click.option("--json", "as_json", is_flag=True, help="Tell the outcome as JSON on standard output.")
def render(
    reports: tuple[str, ...],
    every: bool,
    parameters: tuple[tuple[str, str], ...],
    each: tuple[str, ...],
    out: Path | None,
    workers: int | None,
    force: bool,
    explain: bool,
    timeout: float | None,
    dask: bool,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Render REPORTS, or all of them, as self-contained HTML pages."""
    from comparative import press

    jobs = _jobs(reports, every, parameters, each)
    if explain:
        cache = press.Cache(press.ROOT)
        for job in jobs:
            click.echo(f"{job.file_name}: {press.stale(job, cache, force=force) or 'unchanged'}")
        return
    folder = out or press.EDITION
    if not press.CAN_FORK:
        click.echo("this system cannot fork: each report starts from scratch, which takes longer", err=True)
    with _progress("Rendering", len(jobs), quiet=as_json) as advance:
        results = _asked(
            lambda: press.render(
                jobs,
                folder,
                force=force,
                workers=workers,
                timeout=timeout or press.TIMEOUT,
                cluster=scheduler or ("local" if dask else None),
                done=advance,
            )
        )
    rendered = [result for result in results if isinstance(result, press.Rendered)]
    failures = [result for result in results if isinstance(result, press.Failure)]
    # The manifest pins an edition: every report of the catalogue, as the catalogue has it.
    if folder == press.EDITION and not (reports or parameters or each or failures):
        press.pin(rendered)
    if as_json:
        click.echo(json.dumps([_told(result) for result in results], ensure_ascii=False, indent=1))
    else:
        _tell(rendered, failures, folder)
    sys.exit(1 if failures else 0)


@app.command()
@_NAMES
@_PARAMETERS
@_EACH
@_OUT
@_WORKERS
def verify(
    reports: tuple[str, ...],
    parameters: tuple[tuple[str, str], ...],
    each: tuple[str, ...],
    out: Path | None,
    workers: int | None,
) -> None:
    """Rebuild REPORTS, or all of them, from nothing and compare, byte by byte."""
    from comparative import press
    from comparative.press.verify import verify as rebuild

    jobs = _jobs(reports, False, parameters, each)
    with _progress("Rebuilding", len(jobs)) as advance:
        verdicts = _asked(lambda: rebuild(jobs, out or press.EDITION, workers=workers, done=advance))
    for verdict in verdicts:
        click.secho(f"{verdict.job.file_name}: {verdict.told}", fg=None if verdict.equal else "red")
    sys.exit(0 if all(verdict.equal for verdict in verdicts) else 1)


@app.command()
def check() -> None:
    """Check every table: schema, sources, places, keys, dates and time layers."""
    from comparative import evidence

    faults = _asked(evidence.check)
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.secho(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} found", fg="red", err=True)
        sys.exit(2)
    click.echo("datasets are in order")


def _jobs(
    reports: tuple[str, ...], every: bool, parameters: tuple[tuple[str, str], ...], each: tuple[str, ...]
) -> list[Job]:
    """Check what was asked for, all of it, before anything runs."""
    from comparative import press

    if reports and every:
        _refuse("name reports or say --all, not both")
    names = [name for name, _ in parameters]
    for name in names:
        if names.count(name) > 1:
            _refuse(f"parameter {name!r} is given twice")
    return _asked(lambda: press.plan(reports or list(press.catalogue()), dict(parameters), each))


def _tell(rendered: list[Rendered], failures: list[Failure], folder: Path) -> None:
    """Say what was made and where to look; of a long sweep, only where to look."""
    if len(rendered) <= 20:
        for result in rendered:
            click.echo(f"{result.path}{'' if result.why else ' (unchanged)'}")
    else:
        made = sum(bool(result.why) for result in rendered)
        click.echo(f"{made} pages made, {len(rendered) - made} unchanged")
    for failure in failures:
        click.secho(f"failed: {failure.job.file_name}: {failure.message}", fg="red", err=True)
    if rendered:
        click.echo(f"Open {folder / 'index.html'}")


def _told(result: Rendered | Failure) -> dict[str, object]:
    from comparative.press import Failure

    job = {"report": result.job.report.name, "parameters": dict(result.job.parameters)}
    if isinstance(result, Failure):
        return {**job, "failed": result.message}
    return {
        **job,
        "path": str(result.path),
        "made_because": result.why,
        "page_sha256": result.entry.page,
        "findings": list(result.entry.findings),
    }


@contextmanager
def _progress(what: str, total: int, *, quiet: bool = False) -> Iterator[Callable[[object], None]]:
    """Show a bar while something runs, on a terminal only."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal) as progress:
        task = progress.add_task(what, total=total)
        yield lambda _: progress.advance(task)


def _asked(answer: Callable[[], T]) -> T:
    """Do what was asked; say in one line what was wrong with the asking."""
    from comparative import press
    from comparative.evidence import EvidenceError

    try:
        return answer()
    except (press.CatalogueError, press.ParameterError, press.ClusterError, EvidenceError) as fault:
        _refuse(str(fault))
    except OSError as fault:
        _refuse(f"{fault.strerror}: {fault.filename}" if fault.filename else str(fault))
    except KeyboardInterrupt:
        click.secho("interrupted; every page in place is whole, the next run carries on", err=True)
        sys.exit(130)


def _refuse(message: str) -> NoReturn:
    click.secho(f"comparative: {message}", fg="red", err=True)
    sys.exit(2)


if __name__ == "__main__":
    app()
