"""A small graph on graphql-core alone, so that the door is tested apart from what is behind it."""

import asyncio
from collections.abc import Mapping
from typing import Any

from graphql import ExecutionResult, GraphQLSchema, build_schema, execute

from auth.errors import IdentityUnavailable, NotAuthenticated, Reason, Refused
from auth.language import Language, language_of
from auth.principal import Principal
from auth.roles import Level, Role
from schema.documents import Documents
from schema.endpoint import Endpoint, Headers
from schema.errors import Fault, Foutcode
from schema.limits import Limits
from schema.prepare import Prepared
from sources.core.errors import RegistryUnavailable

__all__ = ["BSN", "Toy", "endpoint"]

BSN = "999990019"

SDL = """
type Query {
  wie: String
  echo(tekst: String!, keuze: Keuze, zoek: Zoek): String
  mij: Persoon
  niets: String!
  bron: String
  geheim: String
  stuk: String
  lijst(n: Int!): [String]
  onschrijfbaar: Los
  wacht: String
}
type Mutation { zet(n: Int!): Int wacht: String }
type Subscription { tik: Int }
type Persoon { naam: String partners: [Persoon] kinderen: [Persoon] ouders: [Persoon] }
enum Keuze { EEN TWEE }
input Zoek { n: Int! naam: String }
scalar Los
"""


class Toy:
    """Executes with graphql-core. `dear` is the name of an operation that it finds too expensive to execute."""

    def __init__(self) -> None:
        self.schema: GraphQLSchema = build_schema(SDL)
        self.planned: list[Prepared] = []
        self.going = asyncio.Event()
        self.let_go = asyncio.Event()
        self.broken_off = False
        self.written = False
        query = self.schema.query_type
        mutation = self.schema.mutation_type
        assert query is not None and mutation is not None
        for name in ("wie", "echo", "mij", "niets", "bron", "geheim", "stuk", "lijst", "onschrijfbaar", "wacht"):
            query.fields[name].resolve = getattr(self, f"_{name}")
        mutation.fields["zet"].resolve = lambda _, info, n: n
        mutation.fields["wacht"].resolve = self._wacht

    def plan(self, prepared: Prepared) -> None:
        """Keep the operation; refuse the expensive one."""
        if prepared.name == "Duur":
            raise Fault(Foutcode.TE_DUUR)
        prepared.plan = len(self.planned)
        self.planned.append(prepared)

    async def execute(self, prepared: Prepared, variables: dict[str, Any], context: Any) -> ExecutionResult:
        """Execute with graphql-core."""
        if prepared.name == "Kapot":
            raise RuntimeError(f"kapot bij {BSN}")
        result = execute(
            self.schema,
            prepared.document,
            variable_values=variables,
            operation_name=prepared.name,
            context_value=context,
        )
        return result if isinstance(result, ExecutionResult) else await result

    def _wie(self, _: Any, info: Any) -> str:
        principal: Principal | None = info.context["principal"]
        return principal.role.value if principal else "NIEMAND"

    def _echo(self, _: Any, info: Any, tekst: str, **rest: Any) -> str:
        return tekst

    def _mij(self, _: Any, info: Any) -> dict[str, Any]:
        return {"naam": "Iemand", "partners": [{"naam": "Ander"}]}

    def _niets(self, _: Any, info: Any) -> None:
        return None

    def _bron(self, _: Any, info: Any) -> str:
        raise RegistryUnavailable("brp", BSN)

    def _geheim(self, _: Any, info: Any) -> str:
        raise Refused(Reason.HOGER_NIVEAU_NODIG, Level.SUBSTANTIEEL)

    def _stuk(self, _: Any, info: Any) -> str:
        raise ValueError(f"kan {BSN} niet lezen")

    def _lijst(self, _: Any, info: Any, n: int) -> list[Any]:
        return [ValueError(BSN) if i % 2 else str(i) for i in range(n)]

    def _onschrijfbaar(self, _: Any, info: Any) -> object:
        return object()

    async def _wacht(self, _: Any, info: Any) -> str:
        self.going.set()
        try:
            await asyncio.wait_for(self.let_go.wait(), 5)
        except asyncio.CancelledError:
            self.broken_off = True
            raise
        self.written = True
        return "klaar"


async def authenticate(headers: Mapping[str, str]) -> Principal | None:
    """A principal for "Bearer inwoner"; anything else in Authorization is a bad token."""
    token = headers.get("authorization")
    if token is None:
        return None
    if token == "Bearer sleutels-weg":
        raise IdentityUnavailable
    if token != "Bearer inwoner":
        raise NotAuthenticated("signature")
    return Principal(role=Role.INWONER, id="1", client_id="web", expires=0)


class Context(dict[str, Any]):
    """What an operation carries, and in which language it speaks."""

    language: Language = "nl"


def enter(principal: Principal | None, headers: Headers) -> Context:
    """The context of one operation."""
    context = Context(principal=principal, host=headers.get("host"))
    context.language = language_of(headers)
    return context


def endpoint(toy: Toy | None = None, **options: Any) -> Endpoint:
    """The real door before the small graph."""
    options.setdefault("documents", Documents(["query Mij { mij { naam } }"]))
    options.setdefault("limits", Limits())
    return Endpoint(toy or Toy(), authenticate=authenticate, enter=enter, **options)
