"""Proposes attributed claims from an article's text: pure rules, no model, no database."""

from claims.suggest.engine import ENGINE_NAME, ENGINE_VERSION, analyse, suggest
from claims.suggest.gazetteer import Gazetteer
from claims.suggest.types import Analysis, DateMention, NameMention, Proposal, Statement

__all__ = [
    "ENGINE_NAME",
    "ENGINE_VERSION",
    "Analysis",
    "DateMention",
    "Gazetteer",
    "NameMention",
    "Proposal",
    "Statement",
    "analyse",
    "suggest",
]
