"""Programme templates as folders of plain text, and the loader that reads and checks them."""
