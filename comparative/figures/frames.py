"""What a picture asks of the frame it is given."""

from __future__ import annotations

from difflib import get_close_matches

import numpy as np
import pandas as pd

__all__ = ["FigureError", "numbers", "order", "require", "texts"]


class FigureError(ValueError):
    """A frame does not hold what the picture needs; the message says what is missing."""


def require(frame: pd.DataFrame, kind: str, /, **columns: str | None) -> pd.DataFrame:
    """Return `frame` with a fresh index after checking that it has rows and the named columns.

    Parameters
    ----------
    frame : pandas.DataFrame
        What the caller passed.
    kind : str
        Name of the picture, for the message.
    **columns : str or None
        Argument name -> column name; None means not asked for.

    Raises
    ------
    FigureError
        If the frame has no rows, or lacks a column.

    Examples
    --------
    >>> require(pd.DataFrame({"vale": [1]}), "ladder", value="value")
    Traceback (most recent call last):
    comparative.figures.frames.FigureError: ladder: no column 'value' (argument value=), did you mean \
'vale'? The frame has: vale
    """
    if len(frame) == 0:
        raise FigureError(f"{kind}: the frame has no rows")
    for argument, column in columns.items():
        if column is not None and column not in frame.columns:
            near = get_close_matches(column, [str(c) for c in frame.columns], n=1)
            hint = f", did you mean {near[0]!r}?" if near else "."
            known = ", ".join(str(c) for c in frame.columns)
            raise FigureError(
                f"{kind}: no column {column!r} (argument {argument}=){hint} The frame has: {known}"
            )
    return frame.reset_index(drop=True)


def numbers(frame: pd.DataFrame, kind: str, column: str) -> np.ndarray:
    """Column as floats, shape ``(len(frame),)``, missing values as NaN.

    Raises
    ------
    FigureError
        If a cell is not a number; the message names the cell.
    """
    values = pd.to_numeric(frame[column], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    wrong = np.isnan(values) & frame[column].notna().to_numpy()
    if wrong.any():
        row = int(wrong.argmax())
        raise FigureError(
            f"{kind}: {frame[column].iloc[row]!r} in column {column!r}, row {row}, is not a number"
        )
    return values


def texts(frame: pd.DataFrame, column: str | None) -> list[str]:
    """Column as a list of strings, missing cells (or no column at all) as ``""``."""
    if column is None or column not in frame.columns:
        return [""] * len(frame)
    return ["" if pd.isna(cell) else str(cell) for cell in frame[column]]


def order(frame: pd.DataFrame, column: str) -> list[str]:
    """Values of a column in the order of a categorical, else of appearance."""
    present = list(dict.fromkeys(texts(frame, column)))
    if isinstance(frame[column].dtype, pd.CategoricalDtype):
        return [str(c) for c in frame[column].cat.categories if str(c) in present]
    return present
