"""Money: budgets, other currencies, exchange rates.

limit    = MONEY
currency = ["in" | "to"] currency-word
rated    = MONEY ("=" | "is" | "per" | "/" | "to") MONEY      1 USD = 155 JPY
         | ("at" | "@") MONEY | "exchange rate" NUMBER | MONEY ("per" | "/") "dollar"
"""

from __future__ import annotations

from bot.query.ask import Limit, Rated
from bot.query.errors import NeedsMore
from bot.query.lexicon import Term
from bot.query.model import ONE, Money
from bot.query.patterns import Pattern
from bot.query.phrase import phrase
from bot.query.pieces import MarkPiece, MoneyPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.quantities import CURRENCY_SIGNS
from bot.query.roles import any_of, words_that
from bot.query.sentence import Sentence

from . import asides, limits_of_one
from .amounts import FILLERS
from .nouns import is_plural, noun_of
from .units_first import units_stand_first

_DOLLAR = "USD"
_CENT = "cent"
_CONVERTED = ("換算", "換算で")
_EQUALS = words_that("of_an_exchange_rate")
_INTO = words_that("into_a_currency")
# Words that are a currency only where something says so.
_EVERYDAY = words_that("everyday_currency")


def money(sentence: Sentence) -> bool:
    """`$500`, `1 USD = 155 JPY`, `at 155 JPY`."""
    start = sentence.place
    piece = sentence.here(MoneyPiece)
    if piece.money.high is not None and _is_no_budget(sentence, start):
        sentence.ask(start, start + 1, "ask.money_range")
        return True
    if sentence.mark(start + 1, "/") and sentence.at(start + 2, MoneyPiece):
        return _pair_of_rates(sentence, start)
    other, end = _other_side(sentence, start)
    if (
        other
        and not _belongs_behind(sentence, start, end)
        and _rate(sentence, start, end, piece, other)
    ):
        return True
    is_budget = sentence.word(start + 1) in _BUDGET  # "at 15 EUR budget per day"
    if (
        not is_budget
        and piece.money.code != _DOLLAR
        and (_is_quoted_rate(sentence, start) or _is_rate_of_it(sentence, piece))
    ):
        sentence.said.rated.append(Rated(piece.money.code, piece.money.amount, piece.span))
        sentence.take([start], _for_a_dollar(piece))
        return True
    if _is_charged(sentence, start) or _is_of_others(sentence, start):
        return True
    if start and sentence.pieces[start - 1].text.casefold() in _BESIDE:
        sentence.ask(start - 1, start + 1, "ask.unused")
        return True
    behind = sentence.at(start + 1, TermPiece)
    if behind and behind.term.category == "prose" and behind.text.casefold().startswith("per "):
        sentence.ask(start, start + 2, "ask.own_price")
        return True
    if _is_asked_about(sentence, start):
        return True
    is_of, unit = sentence.term(start + 1, "link", "of"), start + 2
    if is_of and sentence.term(unit, "unit", "input", "output"):  # "$50 of input", no 50ドルで入力
        sentence.ask(start, unit + 1, "ask.own_price")
        return True
    one = limits_of_one.behind(sentence, start + 1)
    end = start + 2 if sentence.word(start + 1) in _BUDGET else start + 1
    sentence.limit_end, of = one or (end, _of_one(sentence, start))
    sentence.said.limits.append(Limit(piece.money, piece.span, of))
    taken = f"a budget of {_amount(piece.money)} {piece.money.code}"
    taken = taken if of is None else f"{taken} for one {of or 'request'}"
    sentence.take(range(start, sentence.limit_end), taken)
    return True


def _is_asked_about(sentence: Sentence, start: int) -> bool:
    """Ask about money that is no budget for all of the work, or may be none."""
    if _is_paid_now(sentence, start):
        sentence.ask(start, start + 1, "ask.money_paid")
        return True
    return limits_of_one.asked_about(sentence, start)


def _of_one(sentence: Sentence, start: int) -> str | None:
    """One of what the money at `start` is for, by what stands before; None where it is for all."""
    return limits_of_one.priced(sentence, start) or limits_of_one.before(sentence, start - 1)


def _is_charged(sentence: Sentence, start: int) -> bool:
    """`we charge $9/seat/month`, `we charge customers $49`: what others pay, and no cost of ours.

    What is left of it is not worked out, and asked about as before.
    """
    verb = start - 1 if sentence.word(start - 1) in _CHARGES else start - 2
    if sentence.word(verb) not in _CHARGES or sentence.word(verb - 1) not in _WHO_CHARGES:
        return False
    if sentence.holds("intent", "fits", "how_many") or not _EARNS.isdisjoint(sentence.words):
        return False
    end = start + 1
    while sentence.mark(end, "/") or sentence.term(end, "link", "per"):
        end += 2
    end = min(end, len(sentence.pieces))
    asides.leave(sentence, start, end)
    return True


_CHARGES, _WHO_CHARGES = words_that("is_charged_to_others"), words_that("who_charges")
_EARNS = words_that("asks_what_is_earned")


def _is_of_others(sentence: Sentence, start: int) -> bool:
    """`人件費月30万円の作業を`, `月10万円の売上`: what people cost or bring in, and no budget.

    It may be one where the cost is compared with it, and is asked about then.
    """
    source, span = sentence.source, sentence.pieces[start].span
    before = source[_clause_start(sentence, start) : span.start]
    if not (_OTHER_COSTS.search(before) or _OTHER_COSTS.match(source, span.end)):
        return False
    is_limit = sentence.holds("intent", "fits", "how_many", "budget", "break_even")
    if is_limit or _COMPARES.search(source):
        return False
    return _leave_with_its_period(sentence, start)


def _leave_with_its_period(sentence: Sentence, start: int) -> bool:
    """`人件費が[月30万円]`, `[年間]の人件費は400万円`: its period is not that of the work."""
    clause = _clause_start(sentence, start)
    sentence.said.times = [
        each
        for each in sentence.said.times
        if each.span.start < clause or each.binds in {"requests", "amounts"}
    ]
    end = start + 1
    while sentence.mark(end, "/") and sentence.term(end + 1, "period"):
        end += 2
    return asides.leave(sentence, start, end)


def _clause_start(sentence: Sentence, start: int) -> int:
    """Where the clause of the piece at `start` begins in the text."""
    before = sentence.source[: sentence.pieces[start].span.start]
    return max(map(before.rfind, _CLAUSE_ENDS)) + 1


_CLAUSE_ENDS = "、。,;!?\n"
_OTHER_COSTS = Pattern(f"(?:の|を)?(?:{any_of('costs_of_others')})")
_COMPARES = Pattern(any_of("compares_with_money"))


def _is_no_budget(sentence: Sentence, start: int) -> bool:
    """Whether a range of money is, or may be, something else: a rate, or a number of things."""
    if _is_plural(sentence, start + 1) or _is_quoted_rate(sentence, start):
        return True
    return _other_side(sentence, start)[0] is not None


def _is_paid_now(sentence: Sentence, start: int) -> bool:
    """`our bill is $900`, `we're paying $1,200 today`: what it costs now, and perhaps no budget.

    So with what is to be saved, or when something else would be done.
    """
    if sentence.word(start + 1) in _LESS or _is_known(sentence, start):  # "$20 less would be nice"
        return True
    if sentence.words.isdisjoint(_MAY_BE_PAID):
        return False
    clause = sentence.clause(start)
    before = {sentence.word(each) for each in clause if each < start}
    behind = {sentence.word(each) for each in clause if each > start}
    if _was_once(sentence, start, before) and not sentence.holds("intent", *_OF_A_BUDGET):
        return True
    if not before.isdisjoint(_SAVED) or ("if" in before and _has_a_lever(sentence, clause.stop)):
        return True
    if sentence.holds("intent", "how_many", "fits") or sentence.was(start - 1, "bound"):
        return False
    is_of_us = "us" in before and not before.isdisjoint({"cost", "costs"})  # "it costs us $40"
    return is_of_us or not before.isdisjoint(_PAID) or not behind.isdisjoint(_PAID_BEHIND)


def _is_known(sentence: Sentence, start: int) -> bool:
    """`if 1M in [costs] $4 on sonnet, what is it on opus`: the cost of another side, and no limit.

    But `does 10M in cost $20?` asks whether it fits.
    """
    before = start - 1 if sentence.word(start - 1) not in _ABOUT else start - 2
    if sentence.word(before) not in _COSTS | _IS:
        return False
    clause = sentence.clause(start)
    said = range(clause.start, before)
    is_of_work = any(isinstance(sentence.pieces[each], NumberPiece) for each in said)
    if sentence.word(before) not in _COSTS and not (is_of_work and sentence.word(before) in _IS):
        return False
    if sentence.holds("intent", "fits", "how_many"):
        return False
    if not _WHETHER.isdisjoint(map(sentence.word, said)):
        return False
    return sentence.models_named > 1 or _has_a_lever(sentence, clause.stop)


_COSTS, _WHETHER = words_that("known_to_cost"), words_that("asks_whether")
_ABOUT, _IS = words_that("about_so_much"), frozenset({"is", "was", "were"})


def _was_once(sentence: Sentence, start: int, before: set[str]) -> bool:
    """`去年は月300ドル`, `月300ドルでした`, `last year it was $300 a month`.

    Args:
        sentence: what was said.
        start: where the money stands.
        before: the words of its clause that stand before it.
    """
    behind = sentence.word(start + 1) + sentence.word(start + 2)
    return not before.isdisjoint(_ONCE) or behind.startswith(_WAS) or before >= _UP_TO_NOW


_WAS, _UP_TO_NOW = ("だっ", "でした"), frozenset({"これ", "まで"})


def _has_a_lever(sentence: Sentence, index: int) -> bool:
    """Whether a lever stands behind: "if it is more than $100[, use batch]"."""
    places = range(index, len(sentence.pieces))
    return any(sentence.was(each, "modifier") or sentence.was(each, "caching") for each in places)


_SAVED, _LESS = words_that("saves_money"), words_that("so_much_less")
_PAID, _PAID_BEHIND = words_that("is_paid_now"), words_that("is_paid_now_behind")
_ONCE = words_that("was_paid_once")
_MAY_BE_PAID = _PAID | _PAID_BEHIND | _ONCE | _SAVED | {"us", "if", "これ", "だっ", "した"}
_OF_A_BUDGET = ("budget", "fits", "how_many")


def _amount(money: Money) -> str:
    return f"{money.amount:,f}" if money.high is None else f"{money.amount:,f} to {money.high:,f}"


def _pair_of_rates(sentence: Sentence, start: int) -> bool:
    """`$3/$15`: what input and output cost, and no budget; work is not priced at it."""
    span = sentence.span(start, start + 3)
    said = sentence.source[span.start : span.end]
    sentence.troubles.append(NeedsMore(phrase("ask.own_price", said=said), span))
    sentence.take(range(start, start + 3), "prices of input and output")
    return True


_BUDGET = frozenset({"budget"})
# Money on top of what tokens cost is no budget.
_BESIDE = words_that("beside_money")


def _other_side(sentence: Sentence, start: int) -> tuple[MoneyPiece | TermPiece | None, int]:
    """The other side of "1 USD = 155 JPY" or "155 yen per dollar", and the index behind it."""
    index = start + 1
    while sentence.mark(index, "=/:") or sentence.says(index, _EQUALS):
        index += 1
    found = sentence.at(index, MoneyPiece) or sentence.term(index, "currency")
    if index == start + 1 and isinstance(found, TermPiece):
        return None, index
    return found, index + 1


def _belongs_behind(sentence: Sentence, start: int, end: int) -> bool:
    """`予算100万円 [1ドル] 150円`: the dollar before `end` is one side of the rate behind it."""
    behind, _ = _other_side(sentence, end - 1)
    return end == start + 2 and isinstance(behind, MoneyPiece) and behind.money.code != _DOLLAR


def _rate(
    sentence: Sentence, start: int, end: int, piece: MoneyPiece, other: MoneyPiece | TermPiece
) -> bool:
    """Take an exchange rate between one dollar and another currency."""
    one = piece.money
    if isinstance(other, MoneyPiece) and other.money.high is not None:
        sentence.ask(start, end, "ask.money_range")
        return True
    if isinstance(other, TermPiece):
        if one.code == _DOLLAR and _is_for_another(sentence, start, end):
            sentence.ask(start, end, "ask.rate_of_the_dollar")
            return True
        if other.term.value.upper() != _DOLLAR or one.code == _DOLLAR:
            return _is_rate_of_others(sentence, start, end)
        code, per_usd = one.code, one.amount
    elif one == Money(ONE, _DOLLAR) and other.money.code != _DOLLAR:
        code, per_usd = other.money.code, other.money.amount
    elif other.money == Money(ONE, _DOLLAR) and one.code != _DOLLAR:
        code, per_usd = one.code, one.amount
    else:
        return False
    span = sentence.span(start, end)
    if not per_usd:
        sentence.ask(start, end, "ask.exchange_rate_zero")
        return True
    sentence.said.rated.append(Rated(code, per_usd, span))
    sentence.take(range(start, end), f"{per_usd:,f} {code} for 1 USD")
    return True


def _is_for_another(sentence: Sentence, start: int, end: int) -> bool:
    """`1.10 USD per EUR`, `1.10 dollars to the euro`: the other way round; not `$500 to yen`."""
    is_per = sentence.term(start + 1, "link", "per") or sentence.mark(start + 1, "=/")
    return bool(is_per) or sentence.word(end - 2) == "the"


def _is_rate_of_others(sentence: Sentence, start: int, end: int) -> bool:
    """`155 yen per euro` is no budget, and no rate of the dollar; `$500 to yen` is a budget."""
    if not (sentence.term(start + 1, "link", "per") or sentence.mark(start + 1, "=/")):
        return False
    sentence.ask(start, end, "ask.unused")
    return True


def _is_quoted_rate(sentence: Sentence, index: int) -> bool:
    """Whether "at" or "rate of" stands before: `at 155 JPY`."""
    before = sentence.pieces[index - 1] if index else None
    if before is None:
        return False
    is_rate = sentence.was(index - 1, "exchange_rate") or sentence.term(index + 1, "exchange_rate")
    if is_rate or sentence.pieces[index].text.endswith(_CONVERTED):  # 150円換算
        return True
    if sentence.was(index - 1, "particle", "topic") and sentence.was(index - 2, *_A_DOLLAR):
        return True  # ドルが150円のとき
    if before.text == "(":  # 円換算（155円）
        named = index - 3 if sentence.was(index - 2, "particle") else index - 2
        return sentence.was(named, "currency")
    return before.text.casefold() in {"at", "@", "rate"}


def _is_rate_of_it(sentence: Sentence, piece: MoneyPiece) -> bool:
    """`円にすると？150円で`, `円安で170円なら`: too little for a budget, and yen are spoken of."""
    if piece.money.code != _YEN or piece.money.amount >= _LEAST_BUDGET:
        return False
    if sentence.term(sentence.place + 1, "particle", "until"):  # 170円まで
        return False
    asks = any(sentence.holds("intent", each) for each in ("budget", "fits", "how_many"))
    return not asks and _speaks_of_yen(sentence)


def _speaks_of_yen(sentence: Sentence) -> bool:
    """Whether dollars are to be shown in yen, or a rate was said: `為替140円と160円` are two."""
    return (
        sentence.holds("currency", _YEN.lower())
        or sentence.holds("exchange_rate")
        or any(each.code == _YEN for each in sentence.said.rated)
        or not sentence.words.isdisjoint(_MOVES)
    )


_MOVES = words_that("moves_an_exchange_rate")
_YEN, _LEAST_BUDGET = "JPY", 1000
_A_DOLLAR = ("currency", "usd")


def exchange_rate(sentence: Sentence) -> bool:
    """`exchange rate 150`: of the currency that is named elsewhere."""
    start = sentence.place
    index = sentence.skip(start + 1, ("link", "of"))
    index = index + 1 if sentence.mark(index, ":=") else index
    if sentence.at(index, MoneyPiece):
        return _rate_of_money(sentence, start, index)
    number = sentence.at(index, NumberPiece)
    if number is None or number.bounds or not number.value:
        return False
    span = sentence.span(start, index + 1)
    code = _YEN if sentence.pieces[start].text.startswith(_DOLLAR_TO_YEN) else ""
    sentence.said.rated.append(Rated(code, number.value, span))
    sentence.take(range(start, index + 1), f"{number.value:,f} for 1 USD")
    return True


_YEN, _DOLLAR_TO_YEN = "JPY", "ドル円"


def _rate_of_money(sentence: Sentence, start: int, index: int) -> bool:
    """`為替レートは152円`, `exchange rate 1 USD = 155 JPY`: the latter is read for itself."""
    piece = sentence.at(index, MoneyPiece)
    if piece is None or piece.money.code == _DOLLAR or _other_side(sentence, index)[0]:
        sentence.take([start], "an exchange rate")
        return True
    if piece.money.high is not None:
        sentence.ask(start, index + 1, "ask.money_range")
        return True
    if not piece.money.amount:
        sentence.ask(start, index + 1, "ask.exchange_rate_zero")
        return True
    span = sentence.span(start, index + 1)
    sentence.said.rated.append(Rated(piece.money.code, piece.money.amount, span))
    sentence.take(range(start, index + 1), _for_a_dollar(piece))
    return True


def _for_a_dollar(piece: MoneyPiece) -> str:
    return f"{piece.money.amount:,f} {piece.money.code} for 1 USD"


def bare_rate(sentence: Sentence) -> bool:
    """`in yen at 155`: the rate of the currency that was just named."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    before = sentence.pieces[start - 1].text.casefold() if start else ""
    others = [code for code in sentence.said.currencies if code != _DOLLAR]
    if before not in {"at", "@"} or not others or number.bounds or not number.value:
        return False
    sentence.said.rated.append(Rated("", number.value, number.span))
    sentence.take([start], f"{number.value:,f} for 1 USD")
    return True


def currency(sentence: Sentence) -> bool:
    """`in yen`, `JPY`, `円で`, `in €`."""
    start = sentence.place
    index = start if sentence.term(start, "currency") else start + 1
    piece = sentence.at(index, Piece)
    code = _code_of(piece)
    if piece is None or code is None:
        return False
    led = index > start
    if led and sentence.pieces[start].text.casefold() not in _INTO:
        return False
    before = sentence.pieces[start - 1].text.casefold() if start else ""
    is_plain = code == _DOLLAR and _is_plain(sentence, index)
    if not led and piece.text.casefold() in _EVERYDAY and before not in _INTO and not is_plain:
        return False
    if code not in sentence.said.currencies:
        sentence.said.currencies.append(code)
    sentence.take(range(start, index + 1), f"shown in {code}")
    return True


def _is_plain(sentence: Sentence, index: int) -> bool:
    """`in plain dollars`, `a dollar figure`, `how many dollars`: as everything is shown."""
    if sentence.word(index - 1) in _PLAIN:
        return sentence.word(index - 2) in _INTO
    is_asked = sentence.word(index - 1) == "how many" and sentence.word(index + 1) in _ASKS
    return is_asked or sentence.word(index + 1) in _BEHIND_DOLLARS


_PLAIN, _BEHIND_DOLLARS = words_that("plain_before_dollars"), words_that("behind_dollars")
_ASKS = frozenset({"is", "are", "for", "would", "does", "do"})


def _code_of(piece: Piece | None) -> str | None:
    """The currency that a piece names, None where it names none; cents are dollars."""
    if isinstance(piece, MarkPiece):
        return CURRENCY_SIGNS.get(piece.text)
    if not isinstance(piece, TermPiece) or piece.term.category != "currency":
        return None
    return _DOLLAR if piece.term.value == _CENT else piece.term.value.upper()


def intent(sentence: Sentence) -> bool:
    """`how many requests`, `does it fit`, `break even`."""
    piece = sentence.here(TermPiece)
    start = sentence.place
    if piece.term.value == "how_many":
        return how_many(sentence, start)
    if piece.term.value == "every_lever" and sentence.term(start + 1, "negation", "behind"):
        sentence.ask(start, start + 2, "ask.unused")  # 全部の割引なし
        return True
    if piece.term.value == "how_many_users":
        sentence.said.how_many = _USERS
        sentence.said.intents.add("how_many")
        sentence.take([start], "how many users")
        return True
    if piece.term.value == "tokens":
        before = sentence.skip_back(start - 1, "particle")
        if isinstance(before, TermPiece) and before.term.value in _SIDES:
            sentence.said.how_many = before.term.value
    sentence.said.intents.add(piece.term.value)  # type: ignore[arg-type]  # the lexicon's own
    sentence.take([start], piece.term.value.replace("_", " "))
    return True


def how_many_at_the_end(sentence: Sentence) -> bool:
    """`$500 a month, 1k in 500 out: requests per day?`: with money before, it asks how many."""
    start = sentence.place
    if sentence.word(start) not in _SEVERAL or sentence.said.counts or not sentence.said.limits:
        return False
    end = start + 1
    if sentence.term(end, "link", "per") or sentence.mark(end, "/"):
        end += 2
    if isinstance(sentence.pieces[start - 1], NumberPiece) or not sentence.mark(end, "?"):
        return False
    return _asked(sentence, [start], noun_of(sentence.pieces[start]))


_SEVERAL = words_that("several_requests")
_SIDES = frozenset({"input", "output"})
_USERS = "users"
_MOST_BETWEEN = 3
_CLAUSE_ENDS = "?!,;.:、。"


def how_many(sentence: Sentence, start: int) -> bool:
    """`how many requests`, `how many tokens`, `how many users`: what is asked for.

    A clause's end closes it: in `何件？入力3千` the input is none of what is asked for.
    """
    for index in range(start + 1, start + 1 + _MOST_BETWEEN):
        if sentence.at(index, NumberPiece) or sentence.mark(index, _CLAUSE_ENDS):
            break
        if sentence.term(index, "count"):
            return _asked(sentence, [start, index], noun_of(sentence.pieces[index]))
        if fee := sentence.term(index, "unit", *FEES):
            return _asked(sentence, [start, index], fee.term.value)
        unit = sentence.term(index, "unit", "input", "output")
        if unit and _has_a_number(sentence, index):
            break
        if unit or sentence.term(index, "tokens"):
            sentence.said.how_many = unit.term.value if unit else "tokens"
            sentence.said.intents.add("tokens")
            sentence.take([start, index], "how many tokens")
            return True
        if index <= start + 2 and _is_plural(sentence, index):
            return _asked(sentence, [start, index], noun_of(sentence.pieces[index]))
    return _how_many_behind(sentence, start)


def how_much_of(sentence: Sentence) -> bool:
    """`how much output can I get for $100`: tokens of one kind, where the money is all there is."""
    start = sentence.place
    unit = sentence.term(start, "unit", "input", "output")
    is_asked = (sentence.word(start - 2), sentence.word(start - 1)) == _HOW_MUCH_OF
    if unit is None or not is_asked or unit.text.casefold() not in _SIDES:
        return False
    kinds = {type(each) for each in sentence.pieces}
    if MoneyPiece not in kinds or NumberPiece in kinds:
        return False
    sentence.said.how_many = unit.term.value
    sentence.said.intents.add("tokens")
    sentence.take([start], "how many tokens")
    return True


_HOW_MUCH_OF = ("how", "much")


def how_many_of(sentence: Sentence) -> bool:
    """`何チケットさばける`: what is asked for stands behind, and is no phrase of its own."""
    start = sentence.place
    if sentence.word(start) != _WHAT or not sentence.term(start + 1, "count"):
        return False
    return _asked(sentence, [start, start + 1], noun_of(sentence.pieces[start + 1]))


_WHAT = "何"


def _how_many_behind(sentence: Sentence, start: int) -> bool:
    """What is asked for is named before it, or not at all."""
    tokens = _tokens_before(sentence, start)
    sentence.said.how_many = tokens or _fee_before(sentence, start) or sentence.said.how_many
    sentence.said.intents.add("tokens" if tokens else "how_many")
    sentence.take([start], "how many tokens" if tokens else "how many")
    return True


def _has_a_number(sentence: Sentence, index: int) -> bool:
    """Whether the number of the unit at `index` is said: `何件 入力3千 出力500`."""
    number = sentence.skip(index + 1, *FILLERS)
    return sentence.at(number, NumberPiece) is not None and units_stand_first(sentence, number)


def _fee_before(sentence: Sentence, start: int) -> str | None:
    """`検索は[何回]`: what is paid for by the piece, where it is named right before."""
    before = sentence.skip_back(start - 1, "particle")
    return before.term.value if isinstance(before, TermPiece) and before.term in _FEES else None


FEES = ("web_search", "session_hour")
_FEES = frozenset(Term("unit", each) for each in FEES)


def _tokens_before(sentence: Sentence, start: int) -> str | None:
    """`出力トークンは[どれくらい使える]`: the kind of tokens that are asked for, if any are.

    The money may stand between: `出力トークンは100ドルでどれくらい買える`.
    """
    place = start - 1
    while sentence.was(place, "particle") or isinstance(sentence.pieces[place], MoneyPiece):
        place -= 1
    said = sentence.pieces[place] if place >= 0 else None
    asks = sentence.pieces[start].text.startswith(_HOW_MUCH)
    if not (asks and isinstance(said, TermPiece) and said.text.endswith(_TOKENS)):
        return None
    before = sentence.pieces[place - 1] if place else None
    if isinstance(before, NumberPiece) or any(
        sentence.was(place - 1, each) for each in ("unit", "caching")
    ):
        return None  # 出力500トークンなら, キャッシュ読み込みトークンは
    return _ASKED_TOKENS.get(said.term)


_ASKED_TOKENS = {
    Term("unit", "input"): "input",
    Term("unit", "output"): "output",
    Term("tokens", "tokens"): "tokens",
}
_HOW_MUCH = ("どれ", "どの", "いくつ")
_TOKENS = ("トークン", "トークン数")


def _asked(sentence: Sentence, indexes: list[int], noun: str) -> bool:
    """Take `indexes` as "how many" of a noun."""
    sentence.said.intents.add("how_many")
    sentence.said.how_many = noun
    sentence.take(indexes, "how many of them")
    return True


def _is_plural(sentence: Sentence, index: int) -> bool:
    word = sentence.at(index, WordPiece)
    return word is not None and is_plural(word.text.casefold())
