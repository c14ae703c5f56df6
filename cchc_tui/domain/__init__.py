"""Facts of the trade: numbers, dates, periods, agencies, citations, Vietnamese text."""
