"""The command line. Imports no Textual."""
