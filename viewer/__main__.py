"""`python -m viewer` is the command `annoscope`."""

import sys

from viewer.cli import main

sys.exit(main())
