"""A copy of the datasets that a test may corrupt."""

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from comparative import evidence

SHARED_TABLES = ("sources", "places", "place_names", "population", "claims")


@dataclass
class Datasets:
    """Datasets in a folder of their own, with the few edits a test makes to them."""

    root: Path

    def cells(self, file: str) -> list[list[str]]:
        with (self.root / file).open(encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream))

    def write(self, file: str, cells: list[list[str]]) -> None:
        with (self.root / file).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(cells)

    def change(self, file: str, row: dict[str, str], **values: str) -> int:
        """Change cells of the first row that agrees with `row`; return its line."""
        cells = self.cells(file)
        header = cells[0]
        at = next(
            i for i, cell in enumerate(cells) if i and all(cell[header.index(k)] == v for k, v in row.items())
        )
        for name, value in values.items():
            cells[at][header.index(name)] = value
        self.write(file, cells)
        return at + 1

    def append(self, file: str, **values: str) -> int:
        """Append a row, empty but for `values`; return its line."""
        cells = self.cells(file)
        cells.append([values.get(name, "") for name in cells[0]])
        self.write(file, cells)
        return len(cells)

    def text(self, file: str) -> str:
        return (self.root / file).read_bytes().decode("utf-8")

    def replace(self, file: str, old: str, new: str) -> None:
        text = self.text(file)
        assert old in text
        (self.root / file).write_bytes(text.replace(old, new, 1).encode("utf-8"))

    def faults(self) -> list[evidence.Fault]:
        return evidence.check(self.root)


@pytest.fixture(scope="session")
def small_datasets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shared tables and the registration rules with the claims on them, quick to check."""
    root = tmp_path_factory.mktemp("evidence") / "datasets"
    source = Path(__file__).parents[2] / "datasets"
    (root / "party_registration").mkdir(parents=True)
    shutil.copy(source / "datapackage.yaml", root)
    for table in SHARED_TABLES:
        shutil.copy(source / f"{table}.csv", root)
    shutil.copy(source / "party_registration" / "thresholds.csv", root / "party_registration")
    package = yaml.safe_load((source / "party_registration" / "datapackage.yaml").read_text(encoding="utf-8"))
    package["resources"] = [table for table in package["resources"] if table["name"] == "thresholds"]
    text = yaml.safe_dump(package, allow_unicode=True)
    (root / "party_registration" / "datapackage.yaml").write_text(text, encoding="utf-8")
    datasets = Datasets(root)
    for file, column, kept in (
        ("claims.csv", "subject", "party_registration"),
        ("population.csv", "year", "2022"),
    ):
        header, *rows = datasets.cells(file)
        at = header.index(column)
        datasets.write(file, [header, *(row for row in rows if row[at] == kept)])
    assert not datasets.faults()
    return root


@pytest.fixture
def datasets(small_datasets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Datasets:
    root = tmp_path / "datasets"
    shutil.copytree(small_datasets, root)
    monkeypatch.setenv("COMPARATIVE_DATASETS", str(root))
    return Datasets(root)
