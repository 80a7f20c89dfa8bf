"""Settings from the environment or `.env`. Secrets are hidden in every repr."""

import os
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

PROXIES = ("http", "https", "socks4", "socks4a", "socks5", "socks5h")


def _in_order(hours: str) -> str:
    first, last = hours.split("-")
    if first >= last:
        raise PydanticCustomError("hours", "no hours")
    return hours


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _proxy(url: str) -> str:
    """The address of a proxy. Its fault is told without it: it may carry a password."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in PROXIES and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise PydanticCustomError("proxy", "no proxy")
    return url


def _http_proxy(url: str) -> str:
    """The same, of a proxy that speaks HTTP."""
    if urlsplit(_proxy(url)).scheme not in PROXIES[:2]:
        raise PydanticCustomError("http_proxy", "no HTTP proxy")
    return url


Secret = Annotated[SecretStr | None, BeforeValidator(_blank_is_none)]
Key = Annotated[Annotated[SecretStr, Field(min_length=16)] | None, BeforeValidator(_blank_is_none)]
Text = Annotated[str | None, BeforeValidator(_blank_is_none)]
Url = Annotated[HttpUrl | None, BeforeValidator(_blank_is_none)]
Proxy = Annotated[Annotated[str, AfterValidator(_proxy)] | None, BeforeValidator(_blank_is_none)]
HttpProxy = Annotated[
    Annotated[str, AfterValidator(_http_proxy)] | None, BeforeValidator(_blank_is_none)
]
_HOUR = r"([01]\d|2[0-3]):[0-5]\d"
Hours = Annotated[str, Field(pattern=f"^{_HOUR}-({_HOUR}|24:00)$"), AfterValidator(_in_order)]
Mode = Literal["polling", "webhook"]


class Settings(BaseModel):
    """Every setting, by the name of its environment variable."""

    database_url: str = "sqlite:///data/nhacviec.db"
    plan_file: Path = Path("data/plan.yaml")
    telegram_bot_token: Secret = None
    telegram_api_url: HttpUrl = HttpUrl("https://api.telegram.org")
    telegram_mode: Mode = "polling"
    telegram_proxy: Proxy = None
    zalo_proxy: HttpProxy = None
    zalo_bot_token: Secret = None
    zalo_bot_api_url: HttpUrl = HttpUrl("https://bot-api.zaloplatforms.com")
    zalo_bot_mode: Mode = "polling"
    zalo_bot_take_over: bool = False
    zalo_oa_id: Text = None
    zalo_app_id: Text = None
    zalo_app_secret: Secret = None
    zalo_oa_secret: Secret = None
    zalo_oa_refresh_token: Secret = None
    zalo_oa_free_only: bool = False
    zalo_openapi_url: HttpUrl = HttpUrl("https://openapi.zalo.me")
    zalo_oauth_url: HttpUrl = HttpUrl("https://oauth.zaloapp.com")
    zalo_zns_enabled: bool = False
    zalo_zns_template_id: Text = None
    zalo_zns_monthly_dong: int = Field(50_000, ge=0, le=1_000_000_000)
    zalo_zns_price_dong: int = Field(300, ge=1, le=1_000_000)
    zalo_zns_hours: Hours = "06:00-22:00"
    zalo_zns_development: bool = False
    zalo_zns_url: HttpUrl = HttpUrl("https://business.openapi.zalo.me")
    public_url: Url = None
    http_host: str = "127.0.0.1"
    http_port: int = Field(8080, ge=0, le=65535)
    webhook_secret: Secret = None
    secret_key: Key = None
    feeds_version: int = Field(1, ge=1)
    log_format: Literal["text", "json"] = "text"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    heartbeat_url: Url = None
    auto_approve: bool = False
    reroute_after_hours: float = Field(4.0, ge=0, le=1000)
    evidence_dir: Path | None = None
    evidence_max_mb: int = Field(20, ge=1, le=200)

    @property
    def has_channel(self) -> bool:
        """Whether any platform is set."""
        return bool(self.telegram_bot_token or self.zalo_bot_token or self.has_zalo_oa)

    @property
    def has_zalo_oa(self) -> bool:
        """Whether an Official Account is set, so that its channel is opened."""
        return bool(self.zalo_app_id and self.zalo_app_secret)

    def evidence_folder(self, database: str | None) -> Path:
        """Where evidence is kept: in the folder that is set, else beside an SQLite file."""
        beside = Path(database).parent if database else Path("data")
        return self.evidence_dir or beside / "evidence"

    @property
    def zalo_oa_gaps(self) -> list[str]:
        """What an Official Account needs that is not set; empty if all is, or nothing of it."""
        needed = {
            "ZALO_APP_ID": self.zalo_app_id,
            "ZALO_APP_SECRET": self.zalo_app_secret,
            "ZALO_OA_SECRET": self.zalo_oa_secret,
        }
        given = [*needed.values(), self.zalo_oa_id, self.zalo_oa_refresh_token]
        return [name for name, value in needed.items() if not value] if any(given) else []

    @property
    def zalo_zns_gaps(self) -> list[str]:
        """What template messages need that is not set; empty if they are off."""
        needed = {
            "ZALO_ZNS_TEMPLATE_ID": self.zalo_zns_template_id,
            "ZALO_APP_ID": self.has_zalo_oa,
        }
        if not self.zalo_zns_enabled:
            return []
        return [name for name, value in needed.items() if not value]

    @property
    def needs_port(self) -> bool:
        """Whether the service may not run without its port: it is called there, or told of it."""
        return self.is_called or bool({"http_host", "http_port"} & self.model_fields_set)

    @property
    def is_called(self) -> bool:
        """Whether a platform is to send updates to us, so that the port is needed."""
        return "webhook" in (
            self.telegram_mode if self.telegram_bot_token else None,
            self.zalo_bot_mode if self.zalo_bot_token else None,
            "webhook" if self.has_zalo_oa else None,
        )

    def own_url(self, path: str) -> str | None:
        """The public address of a path of ours; None if we have none."""
        return f"{str(self.public_url).rstrip('/')}{path}" if self.public_url else None

    def secrets(self) -> list[str]:
        """Every secret value, for redaction: tokens, and what addresses carry of passwords."""
        values = (getattr(self, name) for name in type(self).model_fields)
        found = [v.get_secret_value() for v in values if isinstance(v, SecretStr)]
        passwords = (
            _password(url)
            for url in (self.database_url, self.telegram_proxy, self.zalo_proxy)
            if url
        )
        found += [each for each in passwords if each]
        return [*found, str(self.heartbeat_url)] if self.heartbeat_url else found


_CAUSES = (  # what pydantic calls it, and what it means to who sets it
    ("too_short", "cần ít nhất 16 ký tự, chọn ngẫu nhiên"),
    ("int", "phải là một số nguyên"),
    ("less_than", "số quá lớn"),
    ("greater_than", "số quá nhỏ"),
    ("bool", "phải là true hoặc false"),
    ("float", "phải là một số"),
    ("http_proxy", "mẫu: http://nguoidung:matkhau@may:3128"),
    ("hours", "giờ sau phải muộn hơn giờ trước"),
    ("string_pattern", "viết như mẫu: 07:30-17:00"),
    ("proxy", "mẫu: socks5://nguoidung:matkhau@may:1080, http://may:3128"),
    ("url", "phải là địa chỉ bắt đầu bằng http:// hoặc https://"),
)


def _cause(error: ErrorDetails) -> str:
    if error["type"] == "literal_error":
        return f"chọn một trong: {error['ctx']['expected']}".replace("'", "").replace(" or ", ", ")
    return next((said for kind, said in _CAUSES if error["type"].startswith(kind)), error["msg"])


def _password(url: str) -> str | None:
    """The password that an address carries; None if it carries none, or is no address."""
    try:
        return urlsplit(url).password
    except ValueError:
        return None


class BadSettings(Exception):
    """A setting that cannot be used; `line` names its variable, without its value."""

    def __init__(self, line: str) -> None:
        """Keep the line."""
        super().__init__(line)
        self.line = line


def load() -> Settings:
    """The settings in force: the environment wins over `.env`. Raises BadSettings."""
    try:
        given = {**dotenv_values(".env", encoding="utf-8"), **os.environ}
        said = {name.lower(): value for name, value in given.items() if value is not None}
        return Settings.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        variable = "_".join(str(part) for part in first["loc"]).upper()
        raise BadSettings(f"{variable}: giá trị không hợp lệ ({_cause(first)})") from None
    except UnicodeDecodeError:
        raise BadSettings(".env: không đọc được; lưu lại với bảng mã UTF-8") from None
