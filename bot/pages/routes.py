"""The pages behind addresses: pictures, files going out and coming in, a council's ballot, what is kept about somebody."""

from starlette.routing import Route

from bot.pages.ballots import Ballots
from bot.pages.door import Site, behind
from bot.pages.downloads import Downloads, Pictures
from bot.pages.guesses import Guesses
from bot.pages.mine import Mine
from bot.pages.show import static
from bot.pages.uploads import Uploads


def page_routes(site: Site) -> list[Route]:
    """The routes; wrong tokens are counted over all of them together."""
    guesses = Guesses()
    return [
        Route("/media/{token}", behind(guesses, Pictures(site)), methods=["GET"]),
        Route("/files/{token}", behind(guesses, Downloads(site)), methods=["GET", "POST"]),
        Route("/upload/{token}", behind(guesses, Uploads(site)), methods=["GET", "POST"]),
        Route("/ballot/{token}", behind(guesses, Ballots(site)), methods=["GET", "POST"]),
        Route("/mine/{token}", behind(guesses, Mine(site)), methods=["GET", "POST"]),
        Route("/pages/{name}", static, methods=["GET"]),
    ]
