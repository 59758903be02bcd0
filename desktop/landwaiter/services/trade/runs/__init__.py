"""What a run of the sift goes over: files, and their batches."""
