"""The page of all components, for those who build the product."""
