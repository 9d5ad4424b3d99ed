"""What must be settled before the heavy libraries are imported, in the process that makes reports.

Imported before :mod:`comparative.press.make`.
"""

import os
import sys

# One thread for linear algebra: reports already run side by side, and the number of threads changes the
# order of summation and with it the last digits.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

# jsonschema's checker of web addresses compiles a grammar for two seconds; no notebook is checked for those,
# and jsonschema goes without it where it is missing.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
