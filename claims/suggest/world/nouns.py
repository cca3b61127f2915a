# ruff: noqa: E501, SIM905 - patterns and word lists read better unbroken
"""Nouns that make a country's name a body: "Syrian government", "Bank of Japan", and which kind of body."""

from __future__ import annotations

FORCES = frozenset(
    (
        "army forces force military troops corps brigade brigades regiment battalion battalions division guard guards navy fleet marines"
        " militia militias rebels insurgents fighters militants soldiers commandos separatists guerrillas guerrilla paramilitaries front"
        " resistance mujahideen airforce warplanes jets"
    ).split()
)
GOVERNMENT = frozenset(
    (
        "government ministry ministries administration cabinet regime authorities presidency parliament parliaments senate assembly"
        " duma rada congress legislature embassy consulate state junta leadership treasury chancellery customs foreign"
    ).split()
)
MEDIA = frozenset(
    "times post news tv radio telegraph journal gazette wire tribune herald channel magazine television daily".split()
)
ORGANISATIONS = (
    FORCES
    | GOVERNMENT
    | MEDIA
    | frozenset(
        (
            "party university council committee agency institute union bank group company foundation association federation department"
            " bureau commission court house office service services organisation organization centre center league movement coalition"
            " academy school police constabulary society club team airlines airways railways church opposition delegation mission network"
            " cartel gang brotherhood alliance confederation congress corporation tigers command observatory jihad intelligence security"
            " chamber conference initiative campaign fund academy hospital museum parliament republic liberation"
        ).split()
    )
) - {"foreign", "state", "security", "liberation", "jihad", "republic"}
OFFICES = frozenset(
    (
        "president minister premier chancellor king queen prince princess emir sultan sheikh general colonel major admiral"
        " ambassador envoy spokesman spokeswoman spokesperson secretary deputy vice prime foreign defence defense interior"
        " finance senator governor mayor representative chief commander leader dictator ayatollah grand crown lady mr mrs ms dr sir sen rep gov gen"
        " lt col capt sgt marshal speaker director chairman judge pope cardinal patriarch adviser advisor former late then"
        " leaderless strongman candidate republican democrat democratic congressman congresswoman professor comrade"
        " lord baron baroness tsar czar imam mullah"
    ).split()
)
# What may follow an adjective in small letters and makes the two a body.
SMALL_HEADS = frozenset(
    (
        "government|military|army|troops|forces|force|navy|air force|armed forces|police|authorities|regime|parliament|cabinet"
        "|foreign ministry|defence ministry|defense ministry|interior ministry|ministry|presidency|administration|embassy|rebels"
        "|insurgents|militants|fighters|separatists|militia|militias|soldiers|opposition|security forces|special forces|intelligence"
        "|intelligence services|security services|coast guard|border guards|guards|warplanes|jets|leadership|junta|delegation|state media"
        "|state television|state tv|news agency|supreme court|central bank|senate|marines|paratroopers|paramilitaries|guerrillas"
        "|gunmen|drones|airstrikes"
    ).split("|")
) - {"drones", "airstrikes"}


def kind_of(noun: str) -> str:
    """The actor kind that a body's head noun tells."""
    last = noun.lower().split()[-1] if noun else ""
    if noun.lower() in ("air force", "security forces") or last in FORCES | {"fighters", "gunmen", "paratroopers"}:
        return "armed_force"
    if last in MEDIA or noun.lower() == "state media":
        return "media"
    if last in GOVERNMENT:
        return "government"
    return "organisation"
