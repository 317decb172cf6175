"""Annoscope, a viewer of Labelbox exports: bytes become a model, pixels arrive, a user looks at a part of it.

    model      what an export says: frozen values, standard library and numpy only
    formats    bytes to model: containers (NDJSON, arrays, gzip, CSV) apart from families (one module each)
    catalog    all rows at a glance: columns gathered by a walk, queries, facets, order, samples
    media      addresses to pixels: resolve, fetch, decode, cut composite masks apart
    tasks      work off the main thread, on threads and in processes (worker_process: their first step;
               breathing: how work of Python alone lets the window have its turns; one_heap: their memory)
    state      what is open (Session) and what is looked at (ViewState, one frozen value, changed by steps)
    actions    what a user can do: records that menus, keys, palette and key sheet are made from
    canvas     the picture: a scene resolved from row and state, painted by layers, a file a kind of geometry
    ui         the window: panels, item models, dialogs, theme
    start      the window on the screen, empty, before the rest is imported
    app, cli   build the objects and introduce them to each other; render draws without a window

A room imports from those above it in this list, never from those below; `make check` holds it to that.
"""

__version__ = "0.1.0"
