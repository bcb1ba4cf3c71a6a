"""Every knob of the service, typed, read once and handed down; `docs/settings.md` is made from this."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from auth.claims import ClaimProfile
from auth.log.otlp import safe
from auth.profiles import PROFILES, WrongProfiles, read_profiles
from auth.provider import Provider
from auth.providers import configured
from auth.roles import Level
from auth.ways import Way
from schema.limits import Limits

__all__ = ["ROOT", "ProviderSettings", "RegistrySettings", "Settings", "Wrong", "listening", "unknown"]

ROOT = Path(__file__).parent

_LIMITS = Limits()
Seconds = Annotated[float, Field(gt=0, le=3600)]


class Wrong(Exception):
    """A setting that stops the start; the text names the setting, never its value."""


def listening(host: str, port: int) -> str:
    """The address of who listens here; an IPv6 host stands in brackets (RFC 3986 §3.2.2)."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class RegistrySettings(BaseModel):
    """One registry: where it is, how we log in to it, and how much it may take."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mode: Annotated[
        Literal["http", "embedded", "off"],
        Field(description="Over HTTP, a stand-in in this process (development only), or switched off."),
    ] = "http"
    url: Annotated[str, Field(description="The base address of the API, without a slash at the end.")] = ""
    timeout: Annotated[Seconds, Field(description="Seconds that one call may take.")] = 3.0
    connections: Annotated[int, Field(ge=1, le=1000, description="The most calls in flight at once.")] = 64
    streams: Annotated[int, Field(ge=1, le=1000, description="The most documents on their way at once.")] = 16
    auth: Annotated[
        Literal["none", "zgw", "api-key", "token", "oauth2"],
        Field(description="How we log in: ZGW token, a key in a header, `Authorization: Token`, client credentials."),
    ] = "none"
    client_id: Annotated[str, Field(description="The client id, for zgw and oauth2.")] = ""
    secret: Annotated[SecretStr, Field(description="The secret, key or token.")] = SecretStr("")
    header: Annotated[str, Field(description="The header of an api-key.")] = "X-API-KEY"
    token_url: Annotated[str, Field(description="The token endpoint, for oauth2.")] = ""
    scope: Annotated[str, Field(description="The scope that is asked, for oauth2.")] = ""
    form: Annotated[dict[str, str], Field(description="Further fields of the token request, for oauth2.")] = {}
    headers: Annotated[dict[str, str], Field(description="Headers that a gateway wants, such as x-doelbinding.")] = {}
    options: Annotated[dict[str, str], Field(description="What only this registry wants to know, by name.")] = {}
    tls_ca: Annotated[Path | None, Field(description="PEM file with the only authorities that are trusted.")] = None
    tls_certificate: Annotated[Path | None, Field(description="PEM file with our client certificate.")] = None
    tls_key: Annotated[Path | None, Field(description="PEM file with the key of that certificate.")] = None

    @model_validator(mode="after")
    def complete(self) -> Self:
        """What belongs together is there together."""
        if self.mode == "http" and not self.url.startswith(("http://", "https://")):
            raise ValueError("url: an http registry needs a base address")
        if self.auth in ("zgw", "oauth2") and not (self.client_id and self.secret.get_secret_value()):
            raise ValueError(f"client_id, secret: {self.auth} needs both")
        if self.auth in ("api-key", "token") and not self.secret.get_secret_value():
            raise ValueError(f"secret: {self.auth} needs it")
        if self.auth == "oauth2" and not self.token_url:
            raise ValueError("token_url: oauth2 needs it")
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError("tls_certificate, tls_key: both or neither")
        return self


class ProviderSettings(BaseModel):
    """One identity provider: where it is, who we are to it, and which ways in it has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    issuer: Annotated[str, Field(description="Its issuer, under which its discovery document is, with https.")]
    client_id: Annotated[str, Field(description="Who we are to it.")]
    client_secret: Annotated[SecretStr, Field(description="Our secret, where there is no key.")] = SecretStr("")
    secret_in: Annotated[Literal["basic", "post"], Field(description="Where the secret stands.")] = "basic"  # noqa: S105
    key: Annotated[
        Path | None,
        Field(description="File with our private key, PEM or JWK, for private_key_jwt: better than a secret."),
    ] = None
    decryption_key: Annotated[Path | None, Field(description="File with the key for ID tokens that are encrypted.")] = (
        None
    )
    profile: Annotated[str, Field(description="The claim profile: nlgov, keycloak, signicat, algemeen, medewerkers.")]
    ways: Annotated[list[Way], Field(description="The ways in, as JSON list.")]
    scopes: Annotated[list[str], Field(description="What we ask for, as JSON list.")] = ["openid"]
    levels: Annotated[
        dict[Way, Level], Field(description="The least level (1 to 4) of a way, where not that of the profile.")
    ] = {}
    max_age: Annotated[
        int | None, Field(ge=0, description="Seconds ago that somebody may have logged in there; null asks nothing.")
    ] = 0
    tls_ca: Annotated[Path | None, Field(description="PEM file with the only authorities that are trusted.")] = None


class Settings(BaseSettings):
    """The settings: environment variables `MIJNDENHAAG_…`, or the file `.env` that `make` writes on a workbench."""

    model_config = SettingsConfigDict(
        env_prefix="MIJNDENHAAG_",
        env_nested_delimiter="__",
        env_file=ROOT / ".env",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    omgeving: Annotated[
        Literal["ontwikkeling", "productie"],
        Field(description="In ontwikkeling stand-ins, the synthetic city and development tokens can be used."),
    ] = "productie"
    host: Annotated[str, Field(description="Where to listen; in ontwikkeling a loopback address.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="The port to listen on.")] = 8000
    registries: Annotated[
        dict[str, RegistrySettings],
        Field(description="Each registry by its name, see below. In productie each is configured or `off`."),
    ] = {}
    transport: Annotated[
        Literal["pyreqwest", "httpx"], Field(description="The HTTP client on the way to the registries.")
    ] = "pyreqwest"
    deadline: Annotated[Seconds, Field(description="Seconds that one operation may take, its calls included.")] = 8.0
    cost: Annotated[int, Field(ge=1, description="The highest cost of one operation, in upstream calls.")] = 1000
    body: Annotated[int, Field(ge=1024, description="The largest body of a request, in bytes.")] = _LIMITS.body
    tokens: Annotated[int, Field(ge=10, description="The most lexical tokens in a document.")] = _LIMITS.tokens
    depth: Annotated[int, Field(ge=1, description="The deepest nesting of fields.")] = _LIMITS.depth
    aliases: Annotated[int, Field(ge=0, description="The most aliases in an operation.")] = _LIMITS.aliases
    directives: Annotated[int, Field(ge=0, description="The most directives in an operation.")] = _LIMITS.directives
    fields: Annotated[int, Field(ge=1, description="The most fields in an operation.")] = _LIMITS.fields
    root_fields: Annotated[int, Field(ge=1, description="The most root fields in an operation.")] = _LIMITS.root_fields
    introspection: Annotated[
        bool | None,
        Field(
            description="Whether clients may ask for the schema; by default all in ontwikkeling, else by the policy."
        ),
    ] = None
    origins: Annotated[
        list[str], Field(description="Origins of other hosts from which a browser may post, as JSON list.")
    ] = []
    token_issuer: Annotated[str, Field(description="Who issues access tokens (`iss`).")] = ""
    token_audience: Annotated[str, Field(description="What access tokens are for (`aud`).")] = "urn:mijndenhaag:api"  # noqa: S105 - whom tokens are for, no token
    token_jwks_url: Annotated[str, Field(description="Where the issuer's public keys are.")] = ""
    token_profile: Annotated[str, Field(description="The claim profile of access tokens.")] = "algemeen"  # noqa: S105 - a name
    claim_profiles: Annotated[
        Path | None, Field(description="TOML file with claim profiles instead of those that are delivered.")
    ] = None
    address: Annotated[
        str, Field(description="Where browsers find us, such as https://mijn.denhaag.nl; by default host and port.")
    ] = ""
    providers: Annotated[
        dict[str, ProviderSettings], Field(description="Each identity provider by a name of choice, see below.")
    ] = {}
    canary_bsn: Annotated[
        SecretStr,
        Field(description="A valid BSN that nobody has; a registry that finds something for it is switched off."),
    ] = SecretStr("111222333")
    canary_interval: Annotated[Seconds, Field(description="Seconds between two such proofs.")] = 3600.0
    sensitive_zaaktypen: Annotated[
        list[str],
        Field(
            description="Zaaktypen, by their identificatie as JSON list, of which requests are confidential whatever"
            " they say of themselves: care, youth, debts."
        ),
    ] = []
    search_key: Annotated[
        SecretStr,
        Field(
            description="What keys of search results are sealed with, 16 characters or more, the same in every "
            "process; by default each process makes one up."
        ),
    ] = SecretStr("")
    shielded: Annotated[
        Path | None,
        Field(description="File with a line for each shielded dossier, as `mijndenhaag afschermen` prints it."),
    ] = None
    shielded_key: Annotated[SecretStr, Field(description="The key of those lines, 16 characters or more.")] = SecretStr(
        ""
    )
    data_dir: Annotated[Path, Field(description="Where the service keeps files of its own.")] = ROOT / ".mijndenhaag"
    database_url: Annotated[
        SecretStr,
        Field(
            description="The database: `postgresql+asyncpg://…` or `sqlite+aiosqlite:///FILE`; by default a file in"
            " `data_dir`."
        ),
    ] = SecretStr("")
    store_keys: Annotated[
        list[SecretStr],
        Field(
            description="Keys of what is kept, each 32 bytes in base64, as JSON list: the first encrypts, all decrypt."
            " In ontwikkeling one is made in `data_dir`."
        ),
    ] = []
    log_keys: Annotated[
        list[SecretStr],
        Field(
            description="Keys by which persons are known in the logs, each 64 bytes in base64, as JSON list: the first"
            " encrypts, all find. In ontwikkeling one is made in `data_dir`."
        ),
    ] = []
    ldv_url: Annotated[
        str,
        Field(description="Where the processing log is delivered (OTLP/HTTP, `…/v1/traces`); empty: it stays here."),
    ] = ""
    adl_url: Annotated[
        str, Field(description="Where the decision log is delivered (OTLP/HTTP, `…/v1/logs`); empty: it stays here.")
    ] = ""
    collector_token: Annotated[SecretStr, Field(description="The bearer token for both, where they ask one.")] = (
        SecretStr("")
    )
    collector_ca: Annotated[
        Path | None, Field(description="PEM file with the only authorities that are trusted for both.")
    ] = None
    collector_certificate: Annotated[
        Path | None, Field(description="PEM file with our client certificate for both.")
    ] = None
    collector_key: Annotated[Path | None, Field(description="PEM file with the key of that certificate.")] = None
    session_idle: Annotated[
        int, Field(ge=60, le=900, description="Seconds without a request after which a session ends.")
    ] = 900
    session_longest: Annotated[
        int, Field(ge=60, le=7200, description="Seconds after log-in at which a session ends in any case.")
    ] = 7200
    clients: Annotated[
        Path, Field(description="Folder with the clients, of which each that is built has a folder `dist`.")
    ] = ROOT / "clients"
    documents: Annotated[
        Path | None,
        Field(description="Folder with trusted documents of other front ends: a folder with a `manifest.json` each."),
    ] = None
    themas: Annotated[
        Path | None, Field(description="Folder with a TOML file for each theme, instead of those that are delivered.")
    ] = None
    verwijzingen: Annotated[
        Path | None, Field(description="TOML file with referrals, instead of those that are delivered.")
    ] = None
    download_patience: Annotated[
        Seconds, Field(description="Seconds that who fetches a document may take nothing of it.")
    ] = 60.0
    scanner: Annotated[
        str,
        Field(description="ClamAV's daemon, `tcp://host:port` or `unix:/path`, that looks through files; empty: none."),
    ] = ""
    scanner_timeout: Annotated[Seconds, Field(description="Seconds that it may take for each piece and verdict.")] = (
        30.0
    )
    scanner_largest: Annotated[
        int,
        Field(ge=1024, description="The largest document that is looked through, in bytes; it stays in `data_dir`."),
    ] = 512 * 2**20
    stand_in_quirks: Annotated[
        bool, Field(description="Whether stand-ins behave as the registries really do, or exactly as their OpenAPI.")
    ] = True
    stand_in_latency: Annotated[
        float, Field(ge=0, le=60, description="Seconds that a stand-in takes for each call.")
    ] = 0.0

    oefenstad: Annotated[
        bool,
        Field(description="Whether analysts have a practice city, the whole graph over stand-ins, at `/oefenstad/`."),
    ] = False
    analyse_uur: Annotated[
        int | None,
        Field(ge=0, le=23, description="The hour at which the figures of a day are made; else when an analyst asks."),
    ] = None

    @model_validator(mode="after")
    def by_tls(self) -> Self:
        """What is logged travels by TLS."""
        if not all(safe(url) for url in (self.ldv_url, self.adl_url) if url):
            raise ValueError("ldv_url, adl_url: the address of a collector begins with https://")
        if (self.collector_certificate is None) != (self.collector_key is None):
            raise ValueError("collector_certificate, collector_key: both or neither")
        return self

    @property
    def development(self) -> bool:
        """Whether this is somebody's workbench."""
        return self.omgeving == "ontwikkeling"

    @property
    def public_address(self) -> str:
        """Where browsers find us, without a slash at the end. Raises `Wrong` for what is no address of ours."""
        if not self.address and self.development:
            return listening(self.host, self.port)
        try:
            parts = urlsplit(self.address)
            fits = parts.scheme == "https" or (self.development and parts.scheme == "http")
            bare = not (parts.query or parts.fragment or parts.username) and parts.path in ("", "/")
        except ValueError:
            fits = bare = False
        if not (fits and bare and parts.netloc):
            raise Wrong("MIJNDENHAAG_ADDRESS: give where browsers find us, as https://HOST[:PORT]")
        return self.address.rstrip("/")

    def profiles(self) -> Mapping[str, ClaimProfile]:
        """The claim profiles by name, with that of access tokens among them. Raises `Wrong`."""
        try:
            profiles = read_profiles(self.claim_profiles or PROFILES)
        except WrongProfiles as error:
            raise Wrong(f"MIJNDENHAAG_CLAIM_PROFILES: {error}") from None
        if self.token_profile not in profiles:
            raise Wrong(f"MIJNDENHAAG_TOKEN_PROFILE: one of {', '.join(profiles)}")
        return profiles

    def provider(self, name: str, profiles: Mapping[str, ClaimProfile]) -> Provider:
        """One identity provider. Raises `Wrong`."""
        setting, given = f"MIJNDENHAAG_PROVIDERS__{name.upper()}", self.providers[name]
        if not given.issuer.startswith(("https://", "http://") if self.development else "https://"):
            raise Wrong(f"{setting}__ISSUER: give an address with https")
        if given.tls_ca is not None and not given.tls_ca.is_file():
            raise Wrong(f"{setting}__TLS_CA: there is no such file")
        try:
            return configured(
                name,
                profiles,
                **given.model_dump(exclude={"client_secret", "tls_ca", "ways", "scopes"}),
                ways=frozenset(given.ways),
                scopes=tuple(given.scopes),
                secret=given.client_secret.get_secret_value(),
            )
        except ValueError as error:
            field, _, text = str(error).partition(": ")
            raise Wrong(f"{setting}__{field.upper()}: {text}") from None

    def registry(self, name: str) -> RegistrySettings:
        """The settings of one registry; on a workbench an unnamed one is its stand-in. Raises `Wrong`."""
        given = self.registries.get(name)
        setting = f"MIJNDENHAAG_REGISTRIES__{name.upper()}"
        if given is None:
            if self.development:
                return RegistrySettings(mode="embedded")
            raise Wrong(f"{setting}__URL: give the address of this registry, or set {setting}__MODE to off")
        if given.mode == "embedded" and not self.development:
            raise Wrong(f"{setting}__MODE: a stand-in can't be used in productie")
        return given


def unknown(environment: Iterable[str]) -> list[str]:
    """The variables of this environment that look like settings and are none; tests read `MIJNDENHAAG_SHARED` and
    `MIJNDENHAAG_TEST_DATABASE`."""
    prefix, known = "MIJNDENHAAG_", {*(name.upper() for name in Settings.model_fields), "SHARED", "TEST_DATABASE"}
    return sorted(n for n in environment if n.startswith(prefix) and n[len(prefix) :].partition("__")[0] not in known)
