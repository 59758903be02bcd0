"""The casebook as a whole: founded, opened, backed up, checked, its keys made anew."""
