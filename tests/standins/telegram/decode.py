"""Turns the body of a call into named values: JSON, urlencoded or multipart, as Telegram does.

A client may send any value as a string (form fields cannot do otherwise); such a string becomes
what the parameter is published to be, and stays a string where it cannot, for the rules to refuse.
"""

import json
import re
from typing import Any

from aiohttp import BodyPartReader, web

from tests.standins.telegram.spec import Json, Method, Upload

_INTEGER = re.compile(r"-?\d{1,19}\Z")
_FLOAT = re.compile(r"-?\d+(\.\d+)?\Z")
_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


async def raw_params(request: web.Request) -> Json:
    """The parameters of a call as they came: query string first, then the body over it.

    Raises ValueError for a body that is not what its content type says.
    """
    params: Json = dict(request.query)
    if request.content_type == "application/json":
        params.update(_object(await request.text()))
    elif request.content_type == "multipart/form-data":
        params.update(await _parts(request))
    elif request.content_type == "application/x-www-form-urlencoded":
        form = await request.post()
        params.update({name: value for name, value in form.items() if isinstance(value, str)})
    elif await request.read():
        raise ValueError(f"no parameters can be read from {request.content_type}")
    return {name: value for name, value in params.items() if value is not None}


def _object(text: str) -> Json:
    if not text.strip():
        return {}
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("the body must be a JSON object")
    return value


async def _parts(request: web.Request) -> Json:
    params: Json = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            raise ValueError("a part of the body has no name")
        if part.filename is None:
            params[part.name] = await part.text()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            params[part.name] = Upload(part.filename, bytes(await part.read()), mime)
    return params


def typed(method: Method, raw: Json) -> Json:
    """The values in the types that the parameters are published with, as far as they go."""
    return {name: _typed(method.types_of(name) or "", value) for name, value in raw.items()}


def _typed(types: str, value: Any) -> Any:
    if not isinstance(value, str) or not types:
        return value
    options = types.split("|")
    if "Integer" in options and _INTEGER.match(value):
        return int(value)
    if "Float" in options and _FLOAT.match(value):
        return float(value)
    if "Boolean" in options and value.lower() in _WORDS:
        return _WORDS[value.lower()]
    if "String" in options or options == ["InputFile"]:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def attached(params: Json) -> set[str]:
    """Names of the parts that some value refers to as `attach://name`."""
    text = json.dumps({k: v for k, v in params.items() if not isinstance(v, Upload)}, default=str)
    return set(re.findall(r'"attach://([^"]+)"', text))
