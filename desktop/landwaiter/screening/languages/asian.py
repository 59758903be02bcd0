"""One syllable in several romanisations: Wade–Giles for pinyin, Cantonese for Han, Korean.

Rules of the systems as taught: Wade–Giles as printed without its apostrophes; the spellings of
the Hong Kong Government for Cantonese; McCune–Reischauer, Revised Romanisation and the usual
spellings of surnames for Korean.
"""

import re
from functools import cache, lru_cache

_INITIALS = (
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x",
    "r", "z", "c", "s", "y", "w", "",
)  # fmt: skip
_ALLOWED = {
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an ang eng ong i ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve ue",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u uo ui uan un",
    "z": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "s": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "y": "a e ao ou an ang ong i in ing u ue uan un",
    "w": "a o ai ei an en ang eng u",
    "": "a o e ai ei ao ou an en ang er",
}
SYLLABLES: frozenset[str] = frozenset(
    initial + final for initial, finals in _ALLOWED.items() for final in finals.split()
)
"""All syllables of pinyin, without tones; ü as v, or as u after j, q, x, y."""
_LONGEST = max(map(len, SYLLABLES))

_WADE_INITIALS = {
    "b": "p", "d": "t", "g": "k", "zh": "ch", "j": "ch", "q": "ch", "x": "hs", "z": "ts",
    "c": "ts", "r": "j",
}  # fmt: skip
_WADE_FINALS = {
    "ian": "ien", "ie": "ieh", "ong": "ung", "ue": "ueh", "ve": "ueh", "er": "erh", "v": "u",
    "iong": "iung",
}  # fmt: skip
_WADE_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "ssu", "zhi": "chih", "chi": "chih", "shi": "shih",
    "ri": "jih", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yong": "yung", "ge": "ko",
    "ke": "ko", "he": "ho", "e": "o", "gui": "kuei", "kui": "kuei", "duo": "to", "tuo": "to",
    "luo": "lo", "nuo": "no", "zuo": "tso", "cuo": "tso", "suo": "so", "zhuo": "cho",
    "chuo": "cho", "ruo": "jo",
}  # fmt: skip


_WADE_ALSO = {"si": ("szu",), "ci": ("tsu",)}
"""Older spellings of the system for syllables that it came to write otherwise."""


@lru_cache(maxsize=1 << 12)
def syllables(word: str) -> tuple[str, ...]:
    """The syllables of pinyin that `word` is made of, the longest first; empty if it is not."""
    if len(word) > 24:
        return ()
    return _parted(word, 0) or ()


def _parted(word: str, at: int) -> tuple[str, ...] | None:
    if at == len(word):
        return ()
    for length in range(min(_LONGEST, len(word) - at), 0, -1):
        head = word[at : at + length]
        if head in SYLLABLES:
            rest = _parted(word, at + length)
            if rest is not None:
                return (head, *rest)
    return None


@cache
def _wade(syllable: str) -> str:
    whole = _WADE_WHOLE.get(syllable)
    if whole:
        return whole
    initial = next(one for one in _INITIALS if syllable.startswith(one))
    final = syllable[len(initial) :]
    return _WADE_INITIALS.get(initial, initial) + _WADE_FINALS.get(final, final)


@cache
def _from_wade() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for syllable in sorted(SYLLABLES):
        found.setdefault(_wade(syllable), []).append(syllable)
    return {wade: tuple(pinyin) for wade, pinyin in found.items()}


def wade_giles_of(syllable: str) -> tuple[str, ...]:
    """A syllable of pinyin as Wade–Giles wrote it, early and late."""
    if syllable not in SYLLABLES:
        return ()
    return (_wade(syllable), *_WADE_ALSO.get(syllable, ()))


def wade_giles(parts: tuple[str, ...]) -> str:
    """Syllables of pinyin as Wade–Giles writes them, joined."""
    return "".join(map(_wade, parts))


@lru_cache(maxsize=1 << 12)
def elsewhere(word: str) -> tuple[str, ...]:
    """`word` in the other system, if it is pinyin or one syllable of Wade–Giles.

    Wade–Giles without apostrophes stands for several syllables: all are given.
    """
    parts = syllables(word)
    found = [wade_giles(parts)] if parts else []
    found += _from_wade().get(word, ())
    return tuple(dict.fromkeys(one for one in found if one != word))


@cache
def _written_elsewhere() -> re.Pattern[str]:
    """Whatever `elsewhere` may give: words of Wade–Giles, or one syllable of pinyin."""
    wade = "|".join(sorted(map(_wade, SYLLABLES), key=len, reverse=True))
    return re.compile(f"(?:{wade})+|{'|'.join(sorted(SYLLABLES))}")


@lru_cache(maxsize=1 << 12)
def may_stand_elsewhere(word: str) -> bool:
    """False where `elsewhere` gives `word` for no other: cheaper than asking it of every other."""
    return _written_elsewhere().fullmatch(word) is not None


_KOREAN = re.compile(
    "(?:ch|kk|tt|pp|ss|jj|rh|sh|[kgndtrlmbpsjhcy])?(?:w|y)?"
    "(?:yeo|yae|eui|ae|eo|eu|oe|oo|ou|ee|ui|wi|[aeiou])(?:ng|ck|rk|[kngmpblrtsh])?"
)
_KOREAN_WHOLE = re.compile(f"(?:{_KOREAN.pattern}){{1,2}}")
_KOREAN_FOLDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^(?:lee|rhee|yi|ri|ree)$", "i"),
        ("^(?:park|bark|bak)$", "pak"),
        ("^(?:choi|choy)$", "choe"),
        ("^(?:rh?oh?|noh)$", "no"),
        ("^(?:lim|rim|yim|eem)$", "im"),
        ("^(?:ryu|yoo|lyu|ryoo)$", "yu"),
        ("ch|jj", "j"),
        ("kk|(?<!n)gg?|ck|rk", "k"),
        ("bb?|pp", "p"),
        ("dd?|tt", "t"),
        ("r", "l"),
        ("sh", "s"),
        ("yeo|yu(?=n)|you", "yo"),
        ("eo|ou", "o"),
        ("eu|oo|woo", "u"),
        ("(?<=[jchsk])u(?=ng)", "o"),
        ("ae|oe", "e"),
        ("ee", "i"),
        ("h$", ""),
    )
)


@lru_cache(maxsize=1 << 12)
def korean(word: str) -> str | None:
    """`word` with the romanisations of Korean folded; None when it is no Korean syllable or two."""
    if not _KOREAN_WHOLE.fullmatch(word):
        return None
    for pattern, sound in _KOREAN_FOLDS:
        word = pattern.sub(sound, word)
    return word


_CANTONESE = """
陈 chan 张 cheung 黄 wong 王 wong 李 lee 何 ho 林 lam 吴 ng 郑 cheng 梁 leung 刘 lau 杨 yeung
叶 yip 周 chow 谢 tse 郭 kwok 徐 tsui 曾 tsang 邓 tang 罗 lo 余 yu 冯 fung 关 kwan 许 hui
谭 tam 赵 chiu 朱 chu 胡 wu 马 ma 蔡 choi 苏 so 卢 lo 潘 poon 袁 yuen 江 kong 唐 tong 萧 siu
肖 siu 方 fong 石 shek 钟 chung 彭 pang 汤 tong 戴 tai 范 fan 魏 ngai 廖 liu 严 yim 莫 mok
倪 ngai 程 ching 施 sze 孙 suen 高 ko 洪 hung 杜 to 龙 lung 毛 mo 伍 ng 区 au 欧 au 阮 yuen
邱 yau 沈 shum 任 yam 姚 yiu 韩 hon 崔 chui 温 wan 翁 yung 庄 chong 简 kan 霍 fok 麦 mak
黎 lai 容 yung 古 ku 凌 ling 甘 kam 葛 kot 丘 yau 尹 wan 白 pak 文 man 田 tin 宋 sung 金 kam
钱 chin 陆 luk 傅 fu 郝 kok 贺 ho 雷 lui 薛 sit 顾 koo 侯 hau 邵 siu 孔 hung 夏 ha 康 hong
史 sze 段 tuen 志 chi 明 ming 伟 wai 强 keung 国 kwok 家 ka 荣 wing 华 wah 英 ying 玉 yuk
丽 lai 芳 fong 德 tak 成 shing 发 fat 光 kwong 永 wing 俊 chun 杰 kit 健 kin 民 man 海 hoi
凤 fung 安 on 东 tung 南 nam 西 sai 北 pak 天 tin 大 tai 小 siu 山 shan 水 shui 长 cheung
兴 hing 盛 shing 利 lee 源 yuen 达 tat 通 tung 顺 shun 昌 cheong 泰 tai 丰 fung 恒 hang
信 shun 和 wo 合 hop 新 sun 创 chong 科 fo 电 tin 子 tsz 生 sang 中 chung 建 kin 業 yip 业 yip
富 fu 贵 kwai 宝 po 宏 wang 鸿 hung 广 kwong 城 shing 力 lik 联 luen 美 mei 佳 kai 星 sing
辉 fai 平 ping 正 ching 祥 cheung 仁 yan 义 yee 礼 lai 智 chi 忠 chung 孝 hau 庆 hing 福 fook
禄 luk 寿 sau 春 chun 秋 chau 冬 tung 雪 suet 梅 mui 兰 lan 竹 chuk 菊 kuk 秀 sau 慧 wai
敏 man 玲 ling 珍 chun 珠 chu 燕 yin 霞 ha 红 hung 青 ching 雄 hung 豪 ho 浩 ho 宇 yu 武 mo
斌 bun 军 kwan 勇 yung 刚 kong 亮 leung 鹏 pang 飞 fei 虎 fu 坤 kwan 立 lap 振 chun 耀 yiu
锦 kam 权 kuen 基 kei 培 pui 添 tim 启 kai 照 chiu 炳 ping 森 sum 润 yun 嘉 ka 思 sze 欣 yan
怡 yi 诗 sze 颖 wing 婷 ting 雅 nga 静 ching 洁 kit 晓 hiu 云 wan 月 yuet 心 sum 港 kong
九 kau 湾 wan 世 sai 界 kai 环 wan 球 kau 亚 ah 洲 chau 船 suen 务 mo 贸 mau 易 yik
"""
CANTONESE: dict[str, str] = dict(
    zip(_CANTONESE.split()[::2], _CANTONESE.split()[1::2], strict=True)
)
"""Simplified character → its spelling in Hong Kong."""


def cantonese(text: str) -> tuple[str, ...]:
    """How Hong Kong spells each character of simplified `text`; empty where one is not known."""
    found = tuple(CANTONESE.get(character, "") for character in text)
    return found if all(found) else ()
