"""The breaker, against a plain model of what it promises."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from sources.core.breaker import Breaker


class Breaking(RuleBasedStateMachine):
    """Calls enter and leave in any order while the clock moves on."""

    under_way = Bundle("under_way")

    @initialize(most=st.integers(1, 4))
    def begin(self, most: int) -> None:
        self.now, self.most = 0.0, most
        self.breaker = Breaker(most, 10.0, lambda: self.now)
        self.failures, self.opened_at = 0, None
        self.let_in: set[int] = set()  # calls that have a say
        self.number = 0

    opened_at: float | None

    @rule(target=under_way)
    def enter(self) -> object:
        period = self.breaker.enter()
        paused = self.opened_at is not None and self.now < self.opened_at + 10.0
        probed = self.opened_at is not None and bool(self.let_in)
        assert (period is None) == (paused or probed)
        if period is None:
            return multiple()
        self.number += 1
        self.let_in.add(self.number)
        return self.number, period

    @rule(call=consumes(under_way), well=st.sampled_from([True, False, None]))
    def leave(self, call: tuple[int, int], well: bool | None) -> None:
        number, period = call
        self.breaker.leave(period, well)
        if number not in self.let_in:
            return
        self.let_in.discard(number)
        if well:
            self.failures, self.opened_at = 0, None
        elif well is False:
            self.failures += 1
            if self.failures >= self.most:
                self.opened_at = self.now
                self.let_in.clear()

    @rule(seconds=st.sampled_from([1.0, 9.0, 10.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @invariant()
    def is_open_as_long_as_it_turns_calls_away(self) -> None:
        if hasattr(self, "breaker"):
            probed = self.opened_at is not None and bool(self.let_in)
            paused = self.opened_at is not None and self.now < self.opened_at + 10.0
            assert self.breaker.open == (probed or paused)


TestBreaking = Breaking.TestCase
TestBreaking.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
