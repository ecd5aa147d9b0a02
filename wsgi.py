"""What the web server loads."""

from bln import create_app

app = create_app()
