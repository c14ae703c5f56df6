"""What both faces do with a report: drafts, answers, views of them, export."""
