"""What is kept of a person, as it is shown and taken out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KeptConsent:
    """A consent to a version of the text: when it was given, on paper or by link, and when it was taken back."""

    version: int
    way: str
    given: str
    withdrawn: str | None


@dataclass(frozen=True)
class KeptAnswer:
    """What the person has answered to a meeting ahead."""

    meeting: int
    answer: str


@dataclass(frozen=True)
class KeptMembership:
    """A network that the person is or was in; `attended` are the numbers of meetings, by oneself or by a stand-in,
    `answered` those with an answer beforehand, and `spoke` those that go on and where who leads has marked that the
    person has spoken."""

    programme: str
    controller: str
    network: str
    slug: str
    role: str
    perspectives: tuple[str, ...]
    organisation: str | None
    consents: tuple[KeptConsent, ...]
    paused: str | None
    left: str | None
    attended: tuple[int, ...]
    answered: tuple[KeptAnswer, ...]
    spoke: tuple[int, ...]


@dataclass(frozen=True)
class KeptTexts:
    """How many texts of a kind this account has saved, handed in or shared. `meeting` is None for what is of a whole
    network, `network` for what is of a round of all networks."""

    kind: str
    network: str | None
    meeting: int | None
    count: int


@dataclass(frozen=True)
class KeptMail:
    """A mail that waits or has gone."""

    kind: str
    address: str
    state: str
    created: str


@dataclass(frozen=True)
class KeptLink:
    """A personal link: what it is for and until when. The secret in it is not kept."""

    purpose: str
    created: str
    expires: str | None


@dataclass(frozen=True)
class KeptSession:
    """A browser that is or was signed in; `seen` lags some minutes behind."""

    device: str
    created: str
    seen: str


@dataclass(frozen=True)
class KeptInterest:
    """An expression of interest that names this address as its contact."""

    place: str
    organisation: str
    contact: str | None
    message: str | None
    created: str


@dataclass(frozen=True)
class KeptIntroduction:
    """That the person has seen the introduction to a programme, or has put it away. Nobody else may know."""

    programme: str
    mark: str


@dataclass(frozen=True)
class KeptInvitation:
    """An invitation to this address that has no answer."""

    network: str
    name: str
    organisation: str
    sent: str


@dataclass(frozen=True)
class Kept:
    """All of it. Instants are UTC, as ISO 8601. `questions`: how many to Nka this colleague is responsible for,
    `responsible`: the places of the networks, `themes`: how many national themes."""

    name: str | None
    created: str
    email: str | None
    has_password: bool
    second_step: bool
    staff: bool
    memberships: tuple[KeptMembership, ...]
    texts: tuple[KeptTexts, ...]
    mails: tuple[KeptMail, ...]
    links: tuple[KeptLink, ...]
    sessions: tuple[KeptSession, ...]
    interests: tuple[KeptInterest, ...]
    invitations: tuple[KeptInvitation, ...]
    introductions: tuple[KeptIntroduction, ...]
    questions: int
    responsible: tuple[str, ...]
    themes: int
    logged: int
