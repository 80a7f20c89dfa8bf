"""Files that an Official Account sends: laid up with Zalo first, then named in a message.

Facts: official documents as retold by clients, 2026-08: what is laid up lapses after seven days.
"""

from typing import Final

from bot.channels import Undeliverable
from bot.channels.foreign import Json, as_object
from bot.channels.zalo_oa_calls import OpenApi
from bot.messages import Enclosure

LARGEST_IMAGE: Final = 1024**2
LARGEST_FILE: Final = 5 * 1024**2
_IMAGES: Final = frozenset({"image/jpeg", "image/png"})
_FILES: Final = (".pdf", ".doc", ".docx", ".csv")


async def attachment_of(api: OpenApi, api_url: str, enclosure: Enclosure) -> Json:
    """A file as a message names it. Raises Undeliverable for one that Zalo does not take."""
    if enclosure.media_type in _IMAGES and len(enclosure.data) <= LARGEST_IMAGE:
        told = await _laid_up(api, f"{api_url}/v2.0/oa/upload/image", enclosure)
        element = {"media_type": "image", "attachment_id": str(told.get("attachment_id", ""))}
        inside = {"template_type": "media", "elements": [element]}
        return {"type": "template", "payload": inside}
    if enclosure.name.lower().endswith(_FILES) and len(enclosure.data) <= LARGEST_FILE:
        told = await _laid_up(api, f"{api_url}/v2.0/oa/upload/file", enclosure)
        return {"type": "file", "payload": {"token": str(told.get("token", ""))}}
    raise Undeliverable("Zalo does not take a file of this kind or size", our_fault=True)


async def _laid_up(api: OpenApi, url: str, enclosure: Enclosure) -> Json:
    told = await api.upload(url, enclosure.name, enclosure.media_type, enclosure.data)
    return as_object(told)
