"""What sources in confidence are called, and where a text names one, however it is written."""
