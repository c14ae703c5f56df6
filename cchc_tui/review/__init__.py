"""Rules over a document: what would send a report back, found before it is sent."""
