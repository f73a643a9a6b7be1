"""Every page of the hub, listed once: for the tests that look at all of them and for
`make screenshots`."""
