"""What every window of a test has."""

from playwright.sync_api import BrowserContext, Page


def wait_for_scripts(context: BrowserContext) -> None:
    """Nobody clicks or writes in this browser before a page's scripts have run: a person is slower than that."""
    context.add_init_script("addEventListener('load', () => document.documentElement.setAttribute('data-loaded', ''))")

    def watch(page: Page) -> None:
        coming = page.locator("html:not([data-loaded])")
        page.add_locator_handler(coming, lambda: page.wait_for_load_state(), no_wait_after=True)

    context.on("page", watch)
