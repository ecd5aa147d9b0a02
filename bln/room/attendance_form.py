"""The form of who came."""

from collections.abc import Sequence
from typing import Any

from wtforms import FieldList, FormField, HiddenField, RadioField, SelectChoice

from bln.fields import CountField, RowForm, SwedishForm
from bln.people.models import Membership
from bln.room.attendance import Attended, Came

MOST_GUESTS = 50
WORDS = {Came.YES: "Var med", Came.STAND_IN: "Skickade en ersättare", Came.NO: "Var inte med"}


class MemberRow(RowForm):
    """Whether one member came."""

    id = HiddenField()
    came = RadioField("Kom", choices=[SelectChoice(came.value, words) for came, words in WORDS.items()])


class AttendanceForm(SwedishForm):
    """Who came, said on the standing with this `mark`."""

    mark = HiddenField()
    members = FieldList(FormField(MemberRow))
    guests = CountField("Hur många gäster?", MOST_GUESTS)

    @staticmethod
    def standing(members: Sequence[Membership], came: Attended) -> dict[str, Any]:
        """The form's data: what stands, and everybody present where nobody has said anything yet."""
        unsaid = Came.NO if came.recorded else Came.YES
        rows = [{"id": str(m.id), "came": came.members.get(m.id, unsaid).value} for m in members]
        return {"mark": came.mark, "members": rows, "guests": came.guests}

    def came(self, members: Sequence[Membership]) -> Attended:
        """Who came, among the members of the network; call after validation."""
        said = {row.form.id.data: Came(row.form.came.data) for row in self.members}
        return Attended({m.id: said.get(str(m.id), Came.NO) for m in members}, self.guests.data or 0)
