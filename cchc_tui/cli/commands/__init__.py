"""One function a command; each takes the parsed arguments and returns the exit code."""
