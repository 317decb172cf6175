"""From addresses to pixels: find, fetch, decode and keep pictures and masks.

`resolve` says where a picture lies, `fetch` brings it over the network, `decode` turns bytes into pixels,
`composite` cuts masks apart, and `store` is the one door the rest of the program uses.
"""
