"""Opening a casebook: the start screen, signing in, founding one."""
