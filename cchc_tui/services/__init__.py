"""What both faces, the command line and the terminal app, do with a report."""
