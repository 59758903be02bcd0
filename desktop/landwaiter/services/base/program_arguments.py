"""Arguments by which the program starts itself for one task; no command of a person.

Nothing else is loaded for a task than the module that serves it.
"""

DRAW_PREVIEW = "--draw-preview"
"""To be the process of `preview_child`."""
READ_FORM = "--read-form"
"""To be that process with what reads the fields of a form, and nothing that draws."""
LAY_OUT_CHART = "--lay-out-chart"
"""To be the process of `chart_points`."""
INDEX_PART = "--index-part"
"""To be the process of `index_child`."""
SCREEN_PART = "--screen-part"
"""To be the process of `name_worker`."""
SIFT_PART = "--sift-part"
"""To be the process of `sift_worker`."""
PARTIES_PART = "--parties-part"
"""To be the process of `parties_beside`."""
VERIFY_HALF = "--verify-half"
"""To be the process of `audit_half`."""
WAIT_FOR_TURN = "--wait-for-turn"
"""To be the window after this one, once this one ends."""
