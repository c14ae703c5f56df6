"""The interview as plain lines, for screen readers, serial lines and scripts."""
