"""The vendor's own look: name, pictures, colours, words, foot of mails. Drafted, seen, published."""
