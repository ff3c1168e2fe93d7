"""``python -m lawtrack``."""

import sys

from lawtrack.cli import main

sys.exit(main())
