"""Refusals: an action that the rules do not allow, told to the person in one sentence."""


class Refused(Exception):
    """An action is refused; nothing of it has happened.

    Not a ``PermissionDenied``: Wagtail's admin answers that one with a redirect before the surrounding transaction is rolled
    back, which would leave half of the action done. `AdminTransactionMiddleware` rolls back and shows the message.

    Attributes:
        message: A translated sentence for the person: what is wrong and what to do.
        redirect_to: Where the person can do something about it, if not on the page they came from.
    """

    def __init__(self, message: str, redirect_to: str | None = None) -> None:
        super().__init__(message)
        self.message = str(message)
        self.redirect_to = redirect_to
