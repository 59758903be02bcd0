"""Who owns and who controls a firm: dated shares, in exact fractions, with what is not known."""
