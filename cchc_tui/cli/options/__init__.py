"""What each command takes, declared beside those like it."""
