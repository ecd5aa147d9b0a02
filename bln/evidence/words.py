"""The Swedish words of the library."""

from collections.abc import Mapping

from meetings.facts import Topic

TOPICS: Mapping[Topic, str] = {
    Topic.CARERS: "Anhöriga",
    Topic.CARE_SHARE: "Anhörigas del av vården",
    Topic.CLOSE_CARE: "Nära vård",
    Topic.HOME_CARE: "Vård i hemmet",
    Topic.TECHNOLOGY: "Välfärdsteknik",
    Topic.LAW: "Lagar och strategier",
    Topic.METHOD: "Blandade lärande nätverk",
}
