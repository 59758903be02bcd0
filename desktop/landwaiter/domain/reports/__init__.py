"""Reports out: dossiers composed, kept, disclosed, received and verified."""
