# ruff: noqa: SIM905 - word lists read better as running text
"""Whether a name is a man's or a woman's, where the title or a common first name tells it."""

from __future__ import annotations

import re

_FEMALE = frozenset(
    """
    maria mary marie anna anne ann hanna hannah olena olga olha iryna irina
    natalia nataliya oksana kateryna ekaterina
    elena helena yulia julia svitlana svetlana tetiana tatiana karoline caroline carolina giorgia ursula kaja melanie

    annalena marta martha sarah sara laura layla leila fatima aisha amina mariam miriam ruth rachel rebecca susan
    linda
    nancy jane janet joan emma emily elizabeth elisabeth alice catherine katherine kate karen margaret victoria sophie
    sofia sanna mette claudia christine christina angela theresa liz jacinda kamala hillary melania nikki tulsi
    mirjana jelena ana ingrid astrid aino eva ewa agnieszka magdalena zuzana nadia salma zainab priya indira
    """.split()
)
_MALE = frozenset(
    """
    john james robert michael william david richard joseph thomas charles daniel matthew mark paul
    peter george
    steven
    steve stephen andrew edward brian donald joe jake antony anthony marco mike pete keith keir emmanuel olaf
    friedrich
    vladimir volodymyr dmitry dmytro sergei serhiy sergey yuri yuriy andriy andrii andrei ivan oleksandr alexander
    oleksiy alexei
    mykhailo mikhail mykola nikolai igor ihor viktor victor pavlo pavel rustem kyrylo kirill valery
    valerii denys denis vasyl boris petro antonio mohammed muhammad ahmed ali hassan hussein omar khaled ibrahim yusuf
    recep narendra benjamin pedro jose juan carlos luis jean pierre jacques hans klaus lars erik jan piotr radoslaw
    """.split()
)
_MISTER = re.compile(r"\b(Mr|Mrs|Ms|Miss|Lady|Dame|Sir|Lord)\.?\s+(?:[A-Z][\w’'-]+\s+)?$")


def gender_of(name: str, *, before: str = "") -> str | None:
    """`masc`, `femn`, or None where neither the name nor the words before it tell."""
    title = _MISTER.search(before[-40:]) or _MISTER.match(name.split(" ", maxsplit=1)[0] + " ")
    if title:
        return "masc" if title.group(1) in ("Mr", "Sir", "Lord") else "femn"
    words = name.lower().replace("-", " ").split()
    if len(words) < 2:  # a surname alone: "Ali", "Mark"
        return None
    return "femn" if words[0] in _FEMALE else "masc" if words[0] in _MALE else None
