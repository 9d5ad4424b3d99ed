"""An executed notebook as one self-contained page: an nbconvert exporter with a template of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode

from comparative import language
from comparative.page import html
from comparative.page.session import MIME
from comparative.press.style import TEMPLATES, digest, style_sheet


class ReportExporter(TemplateExporter):
    """Export an executed notebook as a report (``jupyter nbconvert --to comparative``).

    The page needs nothing but itself: one style sheet whose digest its Content-Security-Policy
    names, inline SVG, data downloads as ``data:`` links, no script.
    """

    export_from_notebook = "Comparative report"
    output_mimetype = "text/html"

    def __init__(self, **options: Any) -> None:
        super().__init__(
            template_name="base",
            template_file="report.html.j2",
            extra_template_paths=[str(TEMPLATES)],
            **options,
        )

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert types the page as a notebook
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page and nbconvert's resources.

        Parameters
        ----------
        nb : NotebookNode
            The executed notebook.
        resources : dict, optional
            ``resources["report"]`` may hold ``name``, ``question`` and ``parameters``.
        """
        resources = self._init_resources(resources)
        about = dict(resources.get("report", {}))
        parameters = about.setdefault("parameters", _papermill_parameters(nb))
        language.use(parameters.get("language", "en"))
        page = _Page(nb)
        style = style_sheet()
        card = {
            "name": about.get("name", ""),
            "title": page.title,
            "question": language.translate(about.get("question", "")),
            "language": language.current(),
            "parameters": parameters,
            "findings": page.findings[:3],
        }
        text = self.template.render(
            page=page,
            card=card,
            card_json=json.dumps(card, ensure_ascii=False),
            style=Markup(style),
            style_digest=digest(style),
            languages=language.LANGUAGES,
            _=language.translate,
        )
        resources["findings"] = page.findings
        return text, resources


@cache
def exporter() -> ReportExporter:
    """Return the exporter of this process; forked processes share the template their parent compiled."""
    return ReportExporter()


class _Page:
    """What the template prints: title, contents and body, all as finished HTML."""

    def __init__(self, notebook: NotebookNode) -> None:
        self.title = "comparative"
        self.contents: list[tuple[str, str]] = []
        self.findings: list[str] = []
        self._references = html.References()
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        self._slugs: set[str] = set()
        # Sources are numbered as the body mentions them, so their list is written last.
        late: dict[int, dict[str, Any]] = {}
        blocks: list[Markup] = []
        code: list[NotebookNode] = []  # cells whose source is still to be folded in, below what they show
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                blocks += [_folded(code), self._prose(cell.source)]
                code = []
            elif cell.cell_type == "code":
                for output in cell.outputs:
                    record = output.get("data", {}).get(MIME)
                    if record is not None and record["kind"] == "sources":
                        late[len(blocks)] = record
                        blocks.append(Markup(""))
                    else:
                        blocks.append(self._output(output))
                code.append(cell)
        blocks.append(_folded(code))
        for at, record in late.items():
            blocks[at] = Markup(html.fragment(record, self._references))
        self.body = Markup("\n").join(blocks)

    def _prose(self, source: str) -> Markup:
        """Render a markdown cell, translated block by block; the first heading is the page's title."""
        blocks = (language.translate(block) for block in re.split(r"\n\s*\n", source.strip()))
        tokens = self._markdown.parse("\n\n".join(blocks))
        kept: list[Token] = []
        skip = False
        for token, following in zip(tokens, [*tokens[1:], None], strict=True):
            if token.type == "heading_open" and following is not None:
                heading = following.content
                if token.tag == "h1":
                    self.title, skip = heading, True
                else:
                    token.attrSet("id", self._slug(heading))
                    if token.tag == "h2":
                        self.contents.append((str(token.attrGet("id")), heading))
            if not skip:
                kept.append(token)
            if token.type == "heading_close":
                skip = False
        return Markup(self._markdown.renderer.render(kept, self._markdown.options, {}))

    def _slug(self, heading: str) -> str:
        base = re.sub(r"\W+", "-", heading.lower()).strip("-") or "section"
        slug, n = base, 1
        while slug in self._slugs:
            n += 1
            slug = f"{base}-{n}"
        self._slugs.add(slug)
        return slug

    def _output(self, output: NotebookNode) -> Markup:
        """Render one output: our own records in full, an analyst's HTML without scripts, or plain text."""
        if output.output_type == "stream":
            return Markup("<pre>{}</pre>").format(output.text) if output.name == "stdout" else Markup("")
        data = output.get("data", {})
        if MIME in data:
            if data[MIME]["kind"] == "findings":
                self.findings += [html.plain(item) for item in data[MIME]["items"]]
            return Markup(html.fragment(data[MIME], self._references))
        if "image/png" in data:
            alt = data.get("text/plain", "")
            return Markup('<img alt="{}" src="data:image/png;base64,{}">').format(
                alt, data["image/png"].replace("\n", "")
            )
        if "text/html" in data:
            return Markup(nh3.clean(data["text/html"]))
        return Markup("<pre>{}</pre>").format(data["text/plain"]) if "text/plain" in data else Markup("")


def _folded(cells: list[NotebookNode]) -> Markup:
    """Return the source of the cells since the last prose, folded away but present."""
    sources = [cell.source for cell in cells if cell.source.strip()]
    if not sources:
        return Markup("")
    blocks = Markup("").join(Markup("<pre><code>{}</code></pre>").format(source) for source in sources)
    return Markup('<details class="code"><summary>{}</summary>{}</details>').format(
        language.translate("Code"), blocks
    )


def _papermill_parameters(notebook: NotebookNode) -> Mapping[str, Any]:
    """Return the parameters stock papermill left in an executed notebook's metadata."""
    return dict(notebook.metadata.get("papermill", {}).get("parameters", {}))
