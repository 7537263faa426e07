"""Pages as PDFs: tagged for screen readers (PDF/UA-1), made without asking for anything.

`making` is what views call; `page` turns their HTML into data, `letters` knows the fonts,
`typesetting` sets the data on the sheet in `sheet/`.
"""
