"""All rows at a glance: `summary` is a row in brief, `catalog` holds and searches them, `inspect` counts."""
