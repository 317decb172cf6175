"""Many things side by side: a grid of cells of which only those in sight exist."""
