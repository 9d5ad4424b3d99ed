"""The manifest: what an edition consists of, pinned by digest, for others to check and to diff."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from comparative.press.catalogue import ROOT, CatalogueError
from comparative.press.files import put
from comparative.press.render import Rendered

MANIFEST = ROOT / "reports" / "manifest.json"


def pinned(path: Path = MANIFEST) -> dict[str, dict[str, Any]]:
    """Return the pinned reports by file name; empty if there is no manifest yet.

    Raises
    ------
    CatalogueError
        If the manifest is not JSON of the expected shape.
    """
    if not path.is_file():
        return {}
    try:
        return dict(json.loads(path.read_text("utf-8"))["reports"])
    except (ValueError, KeyError, TypeError) as fault:
        raise CatalogueError(
            f"{path} is not a manifest: {fault}; render with --all to write it anew"
        ) from None


def pin(rendered: Iterable[Rendered], path: Path = MANIFEST) -> None:
    """Write the manifest of an edition.

    Parameters
    ----------
    rendered : iterable of Rendered
        The pages of the edition.
    path : Path
        The manifest; replaced whole, and only if something differs.
    """
    reports = {
        result.path.name: {
            "report": result.job.report.name,
            "parameters": dict(result.job.parameters),
            "findings": list(result.entry.findings),
            "page_sha256": result.entry.page,
            "inputs_sha256": dict(result.entry.inputs),
        }
        for result in rendered
    }
    text = json.dumps({"reports": reports}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if not path.is_file() or path.read_text("utf-8") != text:
        put(path, text.encode())
