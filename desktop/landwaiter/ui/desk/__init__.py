"""The desk binds the screens to the services: it owns the session, opens tabs, does deeds."""
