"""The screens: each takes frozen rows and says by signals what the person wants."""
