"""Factories: short ways to the objects that tests are about."""
