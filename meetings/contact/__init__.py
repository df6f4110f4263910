"""What the public sends: whoever writes is unknown, so nothing here tells one person anything about another."""
