"""Forms of publication."""

from wtforms import SelectChoice, SelectField
from wtforms.validators import InputRequired

from bln.fields import SwedishForm
from bln.reports.models import Licence
from bln.reports.published import LICENCES
from bln.reports.publishing import Terms
from bln.reports.text_forms import line, prose


class PublishForm(SwedishForm):
    """Who publishes, on which licence, and what is new since the edition before."""

    publisher = line("Utgivare", InputRequired("Skriv vem som ger ut rapporten."))
    licence = SelectField("Licens", choices=[SelectChoice(code.value, name) for code, (name, _) in LICENCES.items()])
    reason = line("Vad är nytt i den här utgåvan?", InputRequired("Skriv vad som är nytt, så att läsarna ser det."))

    def __init__(self, *, again: bool, **kwargs: object) -> None:
        super().__init__(**kwargs)
        if not again:
            del self.reason

    @property
    def terms(self) -> Terms:
        """What was chosen; call after validation."""
        reason = self.reason.data or "" if self.reason else ""
        return Terms(self.publisher.data or "", Licence(self.licence.data), reason)


class WithdrawForm(SwedishForm):
    """Why an edition is withdrawn."""

    reason = prose(
        "Varför dras utgåvan tillbaka?", InputRequired("Skriv varför. Den som kommer till adressen ser det.")
    )
