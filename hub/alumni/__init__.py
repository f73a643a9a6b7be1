"""Members who left their company: how they keep their place."""
