"""The assembled report as blocks, and the writers that turn it into files."""
