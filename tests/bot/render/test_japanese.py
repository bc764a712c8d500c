"""Whole answers in Japanese, as a person reads them, and as Slack takes them."""

import pytest
from inline_snapshot import snapshot

from bot.answers import answer
from bot.answers.types import EstimateAnswer, Question
from bot.render import (
    command_message,
    share_without_thread_message,
    shared_messages,
    thread_messages,
)
from bot.render.document import document
from bot.render.text import plain_text

from .asking import BOOK, QUESTIONS, TODAY, ask, ask_for
from .slack_rules import problems


def text(question: str) -> str:
    return plain_text(document(ask(question, lang="ja")))


def test_a_volume() -> None:
    """10M x 0.30 / 1M = 3, 2M x 15 / 1M = 30; writing 10M: x 3.75 = 37.50, x 6 = 60."""
    assert text("sonnet-4 10M in 2M out cached") == snapshot("""\
Sonnet 4：入力1,000万・出力200万、すべてキャッシュで$33.00
質問の解釈：sonnet-4 10M in 2M out cached

Sonnet 4（質問の対象、2026年6月15日廃止）：標準 $60.00、キャッシュ ▸ $33.00、バッチ $30.00、バッチ＋キャッシュ $16.50
Haiku 5.5：標準 $2.00、キャッシュ $1.10、バッチ $1.00、バッチ＋キャッシュ $0.55
Sonnet 5.5：標準 $40.00、キャッシュ $21.00、バッチ $20.00、バッチ＋キャッシュ $10.50
Opus 5.5：標準 $80.00、キャッシュ $42.00、バッチ $40.00、バッチ＋キャッシュ $21.00
Fable 5.2：標準 $160.00、キャッシュ $82.00、バッチ $80.00、バッチ＋キャッシュ $41.00

計算の内訳
• キャッシュ読み取り1,000万 × 100万あたり$0.30 = $3.00
• 出力200万 × 100万あたり$15.00 = $30.00
• 合計：$33.00

補足
• Sonnet 4は2026年6月15日にClaude APIで廃止されましたが、BedrockとGoogle Cloudでは引き続き利用できます。ここでは最後に公表された料金を使っています。同系列の現行モデルはSonnet 5.5です。
• Sonnet 4の代わりとして提供元が挙げているのはSonnet 4.6です。同じ内容は、現在$33.00です。
• 「キャッシュ」は、入力の100%がキャッシュ読み取りという意味に解釈しました。Sonnet 4で1,000万トークンを1回書き込むには、別途$37.50（5分キャッシュ）または$60.00（1時間キャッシュ）かかります。
• Haiku 5.5、Sonnet 5.5、Opus 5.5、Fable 5.2では、同じテキストでもトークン数が従来のモデルより約30%多くなります。同じトークン数ではなく同じテキストで比べる場合、費用は表示額の約1.3倍です。
• Haiku 5.5は、1リクエストのプロンプトが10万トークンを超えると料金が5倍になります。

2026年11月22日時点の料金（米ドル）です。
Claude API料金ページ（2026年9月22日確認） https://platform.claude.com/docs/en/about-claude/pricing
Claude API料金ページ（2025年9月29日確認） https://docs.anthropic.com/en/docs/about-claude/pricing

控え（このまま質問すると、いつでも同じ数値になります）：
sonnet-4 10M in 2M out cached as of 2026-11-22 [book 2026-11-22, $33.00]\
""")


def test_a_number_of_requests() -> None:
    """100 x 300k x 3 / 1M x 2 = 180, 100 x 1k x 15 / 1M x 1.5 = 2.25."""
    assert text("sonnet 4.5 100 requests 300k in 1k out each as of 2026-01-15") == snapshot("""\
Sonnet 4.5：100リクエスト（1件あたり入力30万・出力1,000）、2026年1月15日の単価で$182.25
1件あたり$1.82、1,000件あたり$1,822.50です。
質問の解釈：sonnet-4.5 100 requests 300k in 1k out each as of 2026-01-15

Sonnet 4.5（質問の対象、2026年11月30日廃止予定）：標準 ▸ $182.25、キャッシュ $20.25、バッチ $91.13、バッチ＋キャッシュ $10.13
Opus 4.5：標準 –、キャッシュ –、バッチ –、バッチ＋キャッシュ –
Haiku 4.5：標準 –、キャッシュ –、バッチ –、バッチ＋キャッシュ –

– Opus 4.5が1つのプロンプトで受け付けるのは20万トークンまでです。30万トークンは上限を超えています。
– Haiku 4.5が1つのプロンプトで受け付けるのは20万トークンまでです。30万トークンは上限を超えています。

計算の内訳
• 入力3,000万（100 × 30万） × 100万あたり$3.00 × 2（長いプロンプト） = $180.00
• 出力10万（100 × 1,000） × 100万あたり$15.00 × 1.5（長いプロンプト） = $2.25
• 合計：$182.25

補足
• Sonnet 4.5は2026年11月30日にClaude APIで廃止される予定です。同系列の現行モデルはSonnet 5.5です。
• Sonnet 4.5の代わりとして提供元が挙げているのはSonnet 5.5です。同じトークン数なら現在$61.00ですが、同じ文章では約1.3倍のトークン数になります。
• Sonnet 4.5は、1リクエストのプロンプトが20万トークンを超えると料金が上がります。ここでは30万トークンのため、すべてのリクエストが該当します。
• 今日ではなく、2026年1月15日の料金です。

2026年11月22日時点の料金（米ドル）です。
Claude API料金ページ（2026年9月22日確認） https://platform.claude.com/docs/en/about-claude/pricing

控え（このまま質問すると、いつでも同じ数値になります）：
sonnet-4.5 100 requests 300k in 1k out each as of 2026-01-15 [book 2026-11-22, $182.25]\
""")


def test_totals_with_a_discount() -> None:
    """100M x 5 / 1M / 2 = 250, 25M x 25 / 1M / 2 = 312.50; 15 % of 562.50 = 84.375."""
    question = "opus 4.7, 5000 requests, 100M in and 25M out in total, batch, 15% off"

    assert text(question) == snapshot("""\
Opus 4.7：5,000リクエスト（合計で入力1億・出力2,500万）、バッチ、15%引きで$478.13
1件あたり$0.0956、1,000件あたり$95.63です。
質問の解釈：opus-4.7 5k requests 100M in 25M out in total batch 15% off

Opus 4.7（質問の対象）：標準 $956.25、キャッシュ $573.75、バッチ ▸ $478.13、バッチ＋キャッシュ $286.88
Haiku 5.5：標準 $19.13、キャッシュ $11.48、バッチ $9.56、バッチ＋キャッシュ $5.74
Sonnet 5.5：標準 $382.50、キャッシュ $221.00、バッチ $191.25、バッチ＋キャッシュ $110.50
Opus 5.5：標準 $765.00、キャッシュ $442.00、バッチ $382.50、バッチ＋キャッシュ $221.00
Fable 5.2：標準 $1,530.00、キャッシュ $867.00、バッチ $765.00、バッチ＋キャッシュ $433.50

計算の内訳
• 入力1億 × 100万あたり$5.00 × 0.5（バッチ） = $250.00
• 出力2,500万 × 100万あたり$25.00 × 0.5（バッチ） = $312.50
• 個別割引：$562.50の-15% = -$84.375
• 合計：$478.125（表示は$478.13）

補足
• 個別契約の割引15%は、トークン料金だけに適用し、ツール料金には適用していません。公表された割引率ではなく、ご指定の値です。

2026年11月22日時点の料金（米ドル）です。
Claude API料金ページ（2026年9月22日確認） https://platform.claude.com/docs/en/about-claude/pricing

控え（このまま質問すると、いつでも同じ数値になります）：
opus-4.7 5k requests 100M in 25M out in total batch 15% off as of 2026-11-22 [book 2026-11-22, $478.125]\
""")


def test_a_comparison() -> None:
    assert text("sonnet 4 vs opus 4 vs gpt-5, 10M in 2M out") == snapshot("""\
入力1,000万・出力200万：最安はSonnet 4の$60.00、最も高いのはOpus 4の$300.00
Sonnet 4はOpus 4より$240.00安くなります（-80%）。
質問の解釈：sonnet-4 vs opus-4 vs gpt-5 10M in 2M out

Sonnet 4（2026年6月15日廃止、最安）：標準 ▸ $60.00、キャッシュ $33.00、バッチ $30.00、バッチ＋キャッシュ $16.50
Opus 4（2026年6月15日廃止、5倍）：標準 ▸ $300.00、キャッシュ $165.00、バッチ $150.00、バッチ＋キャッシュ $82.50
gpt-5：標準 –、キャッシュ –、バッチ –、バッチ＋キャッシュ –

– gpt-5は他社のモデルのため、この料金表にはありません。

計算の内訳
• Sonnet 4：入力1,000万 × 100万あたり$3.00 + 出力200万 × 100万あたり$15.00 = $60.00
• Opus 4：入力1,000万 × 100万あたり$15.00 + 出力200万 × 100万あたり$75.00 = $300.00

補足
• Sonnet 4は2026年6月15日にClaude APIで廃止されましたが、BedrockとGoogle Cloudでは引き続き利用できます。ここでは最後に公表された料金を使っています。同系列の現行モデルはSonnet 5.5です。
• Opus 4は2026年6月15日にClaude APIで廃止されましたが、Google Cloudでは引き続き利用できます。ここでは最後に公表された料金を使っています。同系列の現行モデルはOpus 5.5です。
• Sonnet 4の代わりとして提供元が挙げているのはSonnet 4.6です。同じ内容は、現在$60.00です。
• Opus 4と同じ系列の現在のモデルOpus 5.5では、同じトークン数なら$80.00ですが、同じ文章では約1.3倍のトークン数になります。

2026年11月22日時点の料金（米ドル）です。
Claude API料金ページ（2026年9月22日確認） https://platform.claude.com/docs/en/about-claude/pricing
Claude API料金ページ（2025年9月29日確認） https://docs.anthropic.com/en/docs/about-claude/pricing

控え（このまま質問すると、いつでも同じ数値になります）：
sonnet-4 vs opus-4 vs gpt-5 10M in 2M out as of 2026-11-22 [book 2026-11-22, $60.00, $300.00, –]\
""")


def test_rates() -> None:
    assert text("price of haiku 5.5 vs mythos preview") == snapshot("""\
Haiku 5.5 入力$0.10・出力$0.50、Mythos Preview 入力$25.00・出力$125.00（100万トークンあたり）
トークン単価は、入力・出力ともHaiku 5.5のほうがMythos Previewより安くなっています。
質問の解釈：price of haiku-5.5 vs mythos-preview

Haiku 5.5・標準：入力 $0.10、出力 $0.50、キャッシュ読み取り $0.01、5分キャッシュ書き込み $0.125、1時間キャッシュ書き込み $0.20、適用開始 2026年10月7日
Haiku 5.5・標準（バッチ）：入力 $0.05、出力 $0.25、キャッシュ読み取り $0.005、5分キャッシュ書き込み $0.0625、1時間キャッシュ書き込み $0.10、適用開始 2026年10月7日
Haiku 5.5・10万トークン超のプロンプト：入力 $0.50、出力 $2.50、キャッシュ読み取り $0.05、5分キャッシュ書き込み $0.625、1時間キャッシュ書き込み $1.00、適用開始 2026年10月7日
Haiku 5.5・10万トークン超のプロンプト（バッチ）：入力 $0.25、出力 $1.25、キャッシュ読み取り $0.025、5分キャッシュ書き込み $0.3125、1時間キャッシュ書き込み $0.50、適用開始 2026年10月7日
Mythos Preview・標準：入力 $25.00、出力 $125.00、キャッシュ読み取り –、5分キャッシュ書き込み –、1時間キャッシュ書き込み –、適用開始 2026年4月7日

– 料金が公表されたことはありません。

そのほか料金に関わること
• Haiku 5.5（提供中）：コンテキストウィンドウは100万トークンです。最大出力は12.8万トークンです。512トークン以上のプロンプトをキャッシュできます。米国限定の推論（us-only）では、すべてのトークンの料金が1.1倍になります。BedrockとGoogle Cloudのリージョナルエンドポイントでは、すべてのトークンの料金が1.1倍になります。高速モードはありません。
• Mythos Preview（限定提供）：コンテキストウィンドウは100万トークンです。2,048トークン以上のプロンプトをキャッシュできます。米国限定の推論（us-only）が利用できるかどうかは公表されていません。リージョナルエンドポイントが利用できるかどうかは公表されていません。高速モードはありません。

補足
• Mythos Previewの料金は公式の料金ページによるものではありません（信頼度：中）。

2026年11月22日時点の料金（米ドル）です。
Claude Haiku 5.5の概要（2026年11月22日確認） https://platform.claude.com/docs/en/models/haiku-5-5/overview
第三者が引用したClaude API料金ページ（2026年10月10日確認） https://platform.claude.com/docs/en/about-claude/pricing
Claude Haiku 5.5の発表（2026年10月7日確認） https://anthropic.com/claude-haiku-5-5
ほか出典2件\
""")


def test_help() -> None:
    assert text("help") == snapshot("""\
Claude APIの料金を計算します。モデルとトークン数を、順不同で書いてください

質問の例
• sonnet 5.5 入力1000万 出力200万 キャッシュあり
• opus 5.5で入力1000万・出力200万、キャッシュ8割、バッチ
• haiku 5.5で1日1000件、1件あたり入力5千・出力500
• sonnet 5.5とopus 5.5を比較、入力1000万 出力200万
• opus 5.5の料金
• 2026年1月15日時点で入力1000万 出力200万

質問に書けること
• モデル：IDまたは名前（sonnet 4.5、opus-5.5、claude-haiku-5-5）。「sonnet」だけなら同系列の最新モデル、モデルがなければ現行モデルを比較します。
• トークン：入力1000万、出力200万、キャッシュ読み取り50万、1時間キャッシュ書き込み2万。APIのusageオブジェクトの貼り付けもできます。
• リクエスト：「1000件」のように件数を書くと、量は1件あたりになります。「合計」と付けると全体の量になります。
• 利用頻度：1日5万リクエスト、500人×1日20回。月額で答えます（「1日あたり」「年間」「3か月分」も指定できます）。
• 範囲：5千〜1万件、入力1000万±20%。
• キャッシュ：キャッシュあり、8割キャッシュ、うち800万をキャッシュ、システムプロンプト5万をキャッシュ、キャッシュなし。
• 条件：バッチ、高速モード、米国限定、リージョナル、15%引き。
• その他：1920x1080の画像4枚、1件あたりWeb検索2回、1時間のセッション、英語3000語。
• 複数のモデル：sonnet 5.5とopus 5.5とhaiku 5.5を比較、全モデル。
• 併用：haiku 4.5が7割、opus 4.7が3割。
• 予算：月500ドルで何件？月500ドルに収まる？
• 通貨：円で、1ドル155円。
• 別の日の料金：2026年1月15日時点。
• 量を書かない質問：opus 5.5の料金、モデル一覧、廃止モデル一覧。
• 推移：sonnet 5.5の価格の推移、2026年6月以降に何が変わった？、今後の予定は？、sonnet 4.5はいつ廃止？
• 質問：キャッシュの仕組みは？opus 5.5のキャッシュはいつ元が取れる？チャットにはどのモデル？
• スレッドでの続き：opus 5.5なら？バッチなしで、出力を2倍に、年間だと？\
""")


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("sonnet 6 10M in", snapshot("「sonnet 6」というモデルは見つかりません。")),
        (
            "sonnet 4.6 10M tokens",
            snapshot(
                "「10M tokens」は何の量ですか？入力トークンか出力トークンかを書いてください。"
            ),
        ),
        (
            "sonnet 10M in 3M in 2M out",
            snapshot("同じ種類の量が2つあります（10M inと3M in）。どちらが正しいですか？"),
        ),
        (
            "opus 5.5 1M in 1M out fast batch",
            snapshot("バッチと高速モードは併用できません。APIがリクエストを拒否します。"),
        ),
        (
            "sonnet 4 10M in 2M out as of 2024-01-01",
            snapshot(
                "2024年1月1日の時点では、Sonnet 4はまだ提供されていませんでした。提供開始は2025年5月22日です。"
            ),
        ),
        (
            "what is the pricing of gpt-5",
            snapshot(
                "この料金表にないモデルです：gpt-5。ここにあるのはClaudeのモデルだけです。提供元の料金ページをご覧ください。"
            ),
        ),
    ],
)
def test_a_refusal(question: str, message: str) -> None:
    assert message == document(ask(question, lang="ja")).headline


def test_a_follow_up() -> None:
    first = ask_for(EstimateAnswer, "sonnet 4 10M in 2M out")
    then = answer(Question("cached", TODAY, "ja", first.query), BOOK)

    assert document(then).leads == snapshot(("変更前：$60.00 → 変更後：$33.00（-45%）",))


@pytest.mark.parametrize("question", list(QUESTIONS.values()), ids=list(QUESTIONS))
def test_slack_takes_every_answer(question: str) -> None:
    said = ask(question, lang="ja")
    without_thread = share_without_thread_message(said, "U0PERSON")
    shared = (*shared_messages(said, "U0PERSON"), without_thread)

    for message in (command_message(said), *thread_messages(said), *shared):
        assert [] == problems(message)
