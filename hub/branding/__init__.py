"""The vendor's own look: name, pictures, colours, words, and the foot of mails."""
