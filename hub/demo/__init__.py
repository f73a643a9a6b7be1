"""The demo programme: a year in the life of a fictional vendor's hub."""
