"""What the web server loads."""

import gc

from bln import create_app

gc.disable()  # what is imported stays: to look for garbage in it, over and over, costs a tenth of the start
app = create_app()
gc.freeze()
gc.enable()
