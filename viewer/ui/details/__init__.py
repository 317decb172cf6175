"""What the details panel says, as plain values: model values in, sections of fields out, without Qt.

`fields` is the vocabulary, `words` writes numbers, dates and addresses, `selected` finds what a path leads
to, `compose` puts the sections in order; the other modules describe one topic each.
"""
