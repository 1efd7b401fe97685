"""The packet: the plan, assembling, proving, cutting, the manifest."""
