"""Drafts on disk."""
