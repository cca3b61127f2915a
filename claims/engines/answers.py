"""What a language model answered: read against a schema, and believed in nothing."""

from typing import Any

import pydantic_core
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claims.engines.protocol import EngineError, Reply, Usage


class _Loose(BaseModel):
    """Of the protocol we read what we need; servers add fields of their own."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class _Message(_Loose):
    content: str | None = None
    refusal: str | None = None


class _Choice(_Loose):
    message: _Message
    finish_reason: str | None = None


class _Usage(_Loose):
    prompt_tokens: int = Field(default=0, ge=0, lt=2**31)
    completion_tokens: int = Field(default=0, ge=0, lt=2**31)


class _Completion(_Loose):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


class _Statements(_Loose):
    statements: list[Any]


class Item(_Loose):
    """One statement of an answer; whether any of it is so is found out from the article."""

    quote: str
    text: str = ""
    kind: str
    speaker: str | None = None
    directness: str | None = None
    said: str | None = None
    happened: str | None = None
    issue: str | None = None
    stance: str | None = None
    act: str | None = None
    negated: bool = False
    hedged: bool = False


def read_completion(body: bytes) -> Reply:
    """The list of statements in an answer of the protocol, unread. Raises EngineError."""
    completion = _completion(body)
    usage = completion.usage and Usage(completion.usage.prompt_tokens, completion.usage.completion_tokens)

    def fault(message: str, cause: str, *, retry: bool = False) -> EngineError:
        return EngineError(message, cause=cause, retry=retry, charged=True, usage=usage or None)

    choice = completion.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise fault("the model refuses to read this text", "refusal")
    if choice.finish_reason == "length":
        raise fault("the answer was cut off: it needs more than ATTESTED_LLM_MAX_TOKENS allows", "cut_off")
    if not (choice.message.content or "").strip():
        raise fault("the answer is empty", "empty", retry=True)
    content = (choice.message.content or "").encode("utf-8", "surrogatepass")
    try:
        # Its parser ends at a depth of 200, where Python's own would use up the stack.
        answer = pydantic_core.from_json(content, allow_inf_nan=False)
    except ValueError as error:
        raise fault("the answer is no JSON", "broken_json", retry=True) from error
    try:
        found = _Statements.model_validate(answer)
    except ValidationError as error:
        raise fault("the answer does not fit the schema", "wrong_schema", retry=True) from error
    return Reply({"statements": _storable(found.statements)}, usage or None)


def _storable(value: Any) -> Any:
    """The same without NUL, which PostgreSQL keeps in no text."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(one) for key, one in value.items()}
    return value


def _completion(body: bytes) -> _Completion:
    try:
        return _Completion.model_validate(pydantic_core.from_json(body, allow_inf_nan=False))
    except ValidationError as error:
        raise EngineError(
            "the server does not speak the protocol", cause="wrong_protocol", retry=True, charged=True
        ) from error
    except ValueError as error:
        raise EngineError("the server's answer is no JSON", cause="broken_json", retry=True, charged=True) from error


def read_items(answer: Any) -> tuple[list[Item], int]:
    """The statements of a kept answer that can be read, and how many cannot."""
    try:
        raw = _Statements.model_validate(answer).statements
    except ValidationError:
        return [], 1
    items, broken = [], 0
    for one in raw:
        try:
            items.append(Item.model_validate(one))
        except ValidationError:
            broken += 1
    return items, broken
