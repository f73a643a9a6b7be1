"""One box for everything: what members may see, found by words. Reads the other rooms."""
