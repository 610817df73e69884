"""The ground floor: mechanisms without any knowledge of privacy law. Every other room may import it."""
