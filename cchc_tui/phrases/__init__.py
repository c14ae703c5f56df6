"""The phrase bank: loading, slots, search."""
