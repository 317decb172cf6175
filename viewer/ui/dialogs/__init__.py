"""One file a dialog. What it is told it hands to the one who opened it; none reads or writes a file."""
