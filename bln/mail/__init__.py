"""Mail: what is to be sent, stored in the commit of what caused it."""
