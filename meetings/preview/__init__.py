"""What a named reader sees before the hour. It stands outside the public side, which reads what is published only."""
