"""Words that need more room than most."""

LONG = (
    "Glass-lined reactor vessels of 4 m³ with agitators, seals and spare parts in 20 crates to "
    "Sample Straits Process Engineering and Trading Company Private Limited"
)
