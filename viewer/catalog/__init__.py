"""All rows at a glance.

    gather(export) → Catalog(columns) → find(catalog, Request(query, sort, sample)) → Found(rows)

`fields` lists what is known of a row. `walk` makes columns of chunks of records, by `skeleton` or by `facts`;
`joining` puts them together, `storage` keeps them in files, `gathering` leads. `query` is the language;
`order`, `sampling`, `facets` and `completing` work on columns. `inspect` counts a whole file.
"""
