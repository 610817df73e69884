"""The blocks that a policy is written with, and their rendering into HTML that can be kept for ever."""
