"""Spare the warm parent an import: the checker of web addresses that jsonschema brings along.

It compiles a grammar for two seconds when imported, and no notebook is checked for such addresses;
jsonschema goes without it where it is missing. Imported before :mod:`comparative.press.make`.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
