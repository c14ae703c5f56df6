"""Drafts on disk: append-only revisions in SQLite, snapshots, and recovery."""
