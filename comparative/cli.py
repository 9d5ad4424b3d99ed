"""The ``comparative`` command: list, render, check.

Exit codes: 0 done; 1 a report failed (the others are finished); 2 bad input (nothing written).
"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="comparative")
def app() -> None:
    """Compare political reforms with the international cases they cite."""


@app.command("list")
def list_() -> None:
    """List the reports, what each asks, and its parameters."""
    for report in _input(lambda: _press().catalogue()).values():
        click.secho(report.name, bold=True)
        click.echo(f"  {report.question}")
        for parameter in report.parameters:
            click.echo(f"    -p {parameter.name} {parameter.default!s:<12} {parameter.meaning}")


@app.command()
@click.argument("reports", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Render every report of the catalogue (also the default).")
@click.option(
    "-p", "parameters", nargs=2, multiple=True, metavar="NAME VALUE", help="Set a parameter; may be repeated."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the pages.  [default: reports/html]",
)
def render(
    reports: tuple[str, ...], every: bool, parameters: tuple[tuple[str, str], ...], out: Path | None
) -> None:
    """Render REPORTS, or all of them, as self-contained HTML pages."""
    if reports and every:
        _refuse("name reports or say --all, not both")
    names = [name for name, _ in parameters]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        _refuse(f"parameter {min(twice)!r} is given twice")
    press = _press()
    jobs = _input(lambda: press.plan(reports or list(press.catalogue()), dict(parameters)))
    folder = out or press.ROOT / "reports" / "html"

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    ) as progress:
        task = progress.add_task("Rendering", total=len(jobs))
        results = _input(lambda: press.render(jobs, folder, done=lambda _: progress.advance(task)))
    failures = [result for result in results if isinstance(result, press.Failure)]
    for result in results:
        if isinstance(result, press.Rendered):
            click.echo(result.path)
    for failure in failures:
        click.secho(f"{failure.job.report.name} failed: {failure.message}", fg="red", err=True)
    if len(failures) < len(results):
        click.echo(folder / "index.html")
    sys.exit(1 if failures else 0)


@app.command()
def check() -> None:
    """Check every table: schema, sources, places, keys, dates and time layers."""
    from comparative import evidence

    faults = evidence.check()
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.secho(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} found", fg="red", err=True)
        sys.exit(2)
    click.echo("datasets are in order")


def _press():  # type: ignore[no-untyped-def]  # a module, imported late: it is slow to load
    from comparative import press

    return press


def _input(ask):  # type: ignore[no-untyped-def]
    """Do what was asked; refuse bad input in one line."""
    try:
        return ask()
    except (ValueError, OSError) as fault:
        _refuse(str(fault))


def _refuse(message: str) -> None:
    click.secho(f"comparative: {message}", fg="red", err=True)
    sys.exit(2)
