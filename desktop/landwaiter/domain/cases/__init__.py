"""Cases: their stages and acts, clocks, tracks, kinds, lists of them."""
