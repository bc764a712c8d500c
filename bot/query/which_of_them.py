"""Which of the models of before is meant, or asked for.

which one is cheaper with caching?    of those compared, all with caching: not when that pays off
just the cheaper one, 安い方だけ教えて    of those compared, which come cheapest first
is that cheaper than opus?            that and opus beside each other
on the sonnets?                       those of the family before, else all that are sold of it
"""

from __future__ import annotations

from msgspec.structs import replace

from .ask import Ask, Caching
from .model import ComparisonQuery, EstimateQuery, Foreign, Group, Newest, Query
from .patterns import Pattern
from .recalled import NOWHERE, models_of, work_of
from .roles import any_of
from .routing import is_same


def with_which_of_them(ask: Ask, previous: Query) -> Ask:
    """`ask` as it is meant of the models that were compared."""
    if not isinstance(previous, ComparisonQuery) or previous.contrast or ask.models:
        return ask
    said = ask.source.strip().casefold()
    has_numbers = ask.amounts or ask.counts or any(each.share for each in ask.caching)
    if not has_numbers and (_CHEAPER_CACHED.fullmatch(said) or _CACHED_CHEAPER.fullmatch(said)):
        return Ask("", ask.lang, ask.heard, caching=(Caching(NOWHERE),))
    if _CHEAPER_ONE.fullmatch(said):
        return Ask("", ask.lang, ask.heard, models=previous.models, adds=True)
    return ask


def against_another(ask: Ask, previous: Query) -> Ask:
    """`is that cheaper than opus?`: both, and not opus alone."""
    is_one = len(ask.models) == 1 and isinstance(previous, EstimateQuery)
    compares = is_one and (_THAN.match(ask.source) or _THAN_IN_JAPANESE.fullmatch(ask.source))
    return replace(ask, adds=True) if compares else ask


def with_those_of_a_family(ask: Ask, previous: Query) -> Ask:
    """`on the sonnets?`: no single one is meant."""
    newest = ask.models[0] if len(ask.models) == 1 else None
    if not isinstance(newest, Newest) or work_of(previous) is None:
        return ask
    found = _ON_THE.match(ask.source)
    plural = newest.family + ("es" if newest.family.endswith("s") else "s")
    if not found or ask.source[found.end() :].casefold().rstrip(" ?.!") != plural:
        return ask
    known = [each for each in models_of(previous) if not isinstance(each, (Group, Foreign))]
    those = tuple(each for each in known if is_same(newest, each))
    all_of_it = (Group("all", newest.family),)
    return replace(ask, models=those if len(those) > 1 else all_of_it)


_CACHING = any_of("term_of_caching")
_CHEAPER_CACHED = Pattern(
    rf"(?:and |so |ok,? )?which(?: one| model| of (?:them|those|these|the two|the three))?"
    rf"(?:'s| is| would be| comes out| gets| ends up)? (?:the )?(?:cheaper|cheapest)"
    rf" (?:with|when|if|once|after) (?:(?:we|it's|it is|they're|the|everything is|both are|use|"
    rf"using|all) )*(?:{_CACHING})[\s?.!]*"
)
_CACHED_CHEAPER = Pattern(
    rf"(?:じゃあ|では|で)?[、,]?(?:{_CACHING})(?:を|が|も)?(?:あり|有り|込み|使う|使った|効かせた|効いた|前提)?"
    r"(?:だと|なら|と|で|場合|の場合|場合は|の場合は|ら|だったら)*[、,]?"
    r"(?:どっち|どちら|どれ|どのモデル)(?:の方|のほう)?が(?:一番)?(?:安い|お得|得|安く(?:なる|なります))"
    r"(?:です|の|か|ん|かな)*[\s?？。]*"
)
_CHEAPER_ONE = Pattern(
    r"(?:(?:and|so|ok|just|only|show me|give me|pick|tell me|which is)[\s,]+)*"
    r"the (?:cheaper|cheapest)(?: one| model| option)?(?: of (?:the two|them|those|these))?"
    r"(?: (?:please|only|then))*[\s?.!]*"
    r"|(?:一番)?(?:安い|安価な)(?:方|ほう)(?:だけ|のみ|は|で|を)*(?:教えて|見せて|出して|どっち|どれ|どちら)?"
    r"(?:ください|下さい|です|か)*[\s?？。]*"
)
_THAN = Pattern(
    r"(?i)(?:(?:and|so|but|ok)[\s,]+)*(?:is|was|would|will)\s+(?:that|this|it)\s+(?:be\s+)?"
    r"(?:still\s+|really\s+|much\s+|any\s+)*(?:cheaper|dearer|less|more|costlier|pricier)"
    r"(?:\s+(?:expensive|costly))?\s+than\s"
)
_THAN_IN_JAPANESE = Pattern(
    r"[^0-9]*[a-z][^、。]*より(?:も)?(?:安い|高い|お得|割高|割安|安くなる|高くなる)"
    r"(?:です|ん|の|か)*[?？。\s]*"
)
_ON_THE = Pattern(
    r"(?i)(?:(?:and|what|how|about|on|with|for|vs|versus|just|only|also)\s+)*(?:the|our|those|these)\s+"
)
