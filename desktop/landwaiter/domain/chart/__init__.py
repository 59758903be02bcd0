"""The link chart and the route strip: what is joined to what, and how that is drawn."""
