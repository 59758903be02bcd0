"""Chinese names read aloud (pinyin) and, for organisations, word by word in English."""

import re
from functools import cache, lru_cache
from typing import Any

RUN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")

Reading = tuple[str, ...]
"""The spellings under which one word may be met, the most usual first."""

_WORDS: dict[str, str] = {
    # kinds of bodies
    "大学": "university institute",
    "学院": "institute college academy university",
    "研究院": "academy institute",
    "研究所": "institute",
    "研究": "research",
    "科学院": "academy",
    "实验室": "laboratory",
    "中心": "center",
    "集团": "group",
    "公司": "co",
    "有限公司": "ltd",
    "有限责任公司": "ltd",
    "股份有限公司": "ltd",
    "股份": "ltd",
    "总公司": "co",
    "工厂": "factory plant",
    "厂": "factory plant",
    "银行": "bank",
    "学校": "school",
    "协会": "association",
    "总局": "administration",
    "管理局": "administration",
    # fields
    "工业": "industry technology polytechnic",
    "工程": "engineering",
    "理工": "technology polytechnic",
    "科技": "technology",
    "技术": "technology",
    "科学": "science",
    "航空": "aviation aeronautics",
    "航天": "astronautics aerospace space",
    "航空航天": "aerospace aeronautics",
    "电子": "electronic",
    "电气": "electric",
    "电力": "power electric",
    "机械": "machinery",
    "精密": "precision",
    "仪器": "instrument",
    "设备": "equipment",
    "装备": "equipment",
    "材料": "material materials",
    "化工": "chemical",
    "化学": "chemical",
    "石油": "petroleum",
    "能源": "energy",
    "信息": "information",
    "通信": "communication",
    "软件": "software",
    "智能": "intelligent",
    "光电": "optoelectronics",
    "光学": "optics",
    "半导体": "semiconductor",
    "微电子": "microelectronics",
    "系统": "system",
    "自动化": "automation",
    "国防": "defense",
    "兵器": "ordnance",
    "船舶": "shipbuilding ship",
    "海洋": "ocean",
    "海运": "shipping",
    "航运": "shipping",
    "物流": "logistics",
    "运输": "transport",
    "贸易": "trading",
    "商贸": "trading",
    "国际": "international",
    "进出口": "import",
    "实业": "industry",
    "制造": "manufacturing",
    "发展": "development",
    "投资": "investment",
    "控股": "holding",
    "建设": "construction",
    "服务": "service",
    "世纪": "century",
    "环球": "global",
    "生物": "biological",
    "医药": "pharmaceutical",
    "医科": "medical",
    "师范": "normal",
    "军事": "military",
    "人民解放军": "pla",
    "中国人民解放军": "pla",
    "部": "department ministry",
    "委员会": "commission committee",
    "局": "administration bureau",
    "总部": "headquarters",
    "管理": "management",
    "学会": "society",
    "基金会": "foundation",
    "医院": "hospital",
    "博物馆": "museum",
    "陆军": "army",
    "海军": "navy naval",
    "空军": "airforce",
    "火箭军": "rocketforce",
    "武装警察": "armedpolice",
    "武警": "armedpolice",
    "部队": "force troops",
    "指挥": "command",
    "飞行": "flight",
    "飞机": "aircraft",
    "直升机": "helicopter",
    "无人机": "drone uav",
    "发动机": "engine",
    "导弹": "missile",
    "雷达": "radar",
    "卫星": "satellite",
    "空间": "space",
    "运载火箭": "launchvehicle",
    "火箭": "rocket",
    "核": "nuclear",
    "核能": "nuclear",
    "核工业": "nuclear",
    "物理": "physics",
    "数学": "mathematics",
    "计算": "computing computational",
    "计算机": "computer",
    "网络": "network",
    "数字": "digital",
    "数据": "data",
    "集成电路": "integratedcircuit",
    "芯片": "chip",
    "电路": "circuit",
    "激光": "laser",
    "红外": "infrared",
    "传感": "sensor",
    "机器人": "robot robotics robotic",
    "医学": "medicine medical",
    "军医": "medical",
    "交通": "jiaotong transportation communications",
    "邮电": "telecommunication",
    "农业": "agricultural agriculture",
    "钢铁": "steel iron",
    "冶金": "metallurgical",
    "矿业": "mining",
    "汽车": "automobile automotive",
    "轮船": "steamship",
    "造船": "shipbuilding",
    "重工": "industry",
    "重型": "heavy",
    "科工": "industry",
    "产业": "industry",
    "工贸": "trading",
    "创新": "innovation",
    "文化": "culture",
    "教育": "education",
    "金融": "finance financial",
    "保险": "insurance",
    "实验": "experimental",
    "应用": "applied",
    "高压": "highpressure",
    "动力": "power",
    "空气动力": "aerodynamics",
    "测试": "test testing",
    "检测": "inspection testing",
    "计量": "metrology measurement",
    "新材料": "material materials",
    "新能源": "energy",
    "西南": "southwest",
    "东南": "southeast",
    "华南": "south",
    "华北": "north",
    "中南": "centralsouth",
    "中北": "north",
    "中山": "sunyatsen zhongshan",
    "江苏": "jiangsu",
    "浙江": "zhejiang",
    "广东": "guangdong",
    "山东": "shandong",
    "四川": "sichuan",
    "湖北": "hubei",
    "湖南": "hunan",
    "河南": "henan",
    "河北": "hebei",
    "山西": "shanxi",
    "江西": "jiangxi",
    "福建": "fujian",
    "安徽": "anhui",
    "辽宁": "liaoning",
    "吉林": "jilin",
    "黑龙江": "heilongjiang",
    "云南": "yunnan",
    "贵州": "guizhou",
    "广西": "guangxi",
    "海南": "hainan",
    "甘肃": "gansu",
    "青海": "qinghai",
    "宁夏": "ningxia",
    "苏州": "suzhou",
    "无锡": "wuxi",
    "青岛": "qingdao",
    "济南": "jinan",
    "郑州": "zhengzhou",
    "太原": "taiyuan",
    "石家庄": "shijiazhuang",
    "厦门": "xiamen",
    "福州": "fuzhou",
    "昆明": "kunming",
    "宁波": "ningbo",
    "东莞": "dongguan",
    "珠海": "zhuhai",
    "深圳市": "shenzhen",
    "北京市": "beijing",
    "上海市": "shanghai",
    "广州市": "guangzhou",
    "与": "and",
    "中航": "avic",
    # places whose English name is not their pinyin, or that name institutions
    "中国": "china",
    "中华": "china",
    "北京": "beijing",
    "上海": "shanghai",
    "天津": "tianjin",
    "重庆": "chongqing",
    "哈尔滨": "harbin",
    "南京": "nanjing",
    "西安": "xian",
    "广州": "guangzhou",
    "深圳": "shenzhen",
    "香港": "hongkong",
    "澳门": "macao macau",
    "台湾": "taiwan",
    "成都": "chengdu",
    "武汉": "wuhan",
    "沈阳": "shenyang",
    "大连": "dalian",
    "长春": "changchun",
    "长沙": "changsha",
    "杭州": "hangzhou",
    "合肥": "hefei",
    "西北": "northwestern northwest",
    "东北": "northeastern northeast",
    "华中": "huazhong",
    "华东": "east",
    "陕西": "shaanxi",
    "内蒙古": "mongolia",
    "新疆": "xinjiang",
    "西藏": "tibet",
    "国家": "state national",
    "中央": "central",
    "北方": "north norinco",
    "南方": "southern",
}

_LONGEST = max(map(len, _WORDS))

_SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "曾": "zeng",
    "查": "zha",
    "任": "ren",
    "区": "ou",
    "盖": "ge",
    "翟": "zhai",
    "乐": "yue",
    "缪": "miao",
    "覃": "qin",
    "朴": "piao",
    "秘": "bi",
    "种": "chong",
    "尉迟": "yuchi",
    "万俟": "moqi",
    "长孙": "zhangsun",
    "欧阳": "ouyang",
    "司马": "sima",
    "上官": "shangguan",
    "诸葛": "zhuge",
    "夏侯": "xiahou",
    "东方": "dongfang",
    "皇甫": "huangfu",
    "慕容": "murong",
    "令狐": "linghu",
}
"""Surnames of two characters, and those read otherwise than the same character elsewhere."""


@cache
def _simplifier() -> Any:
    from opencc import OpenCC  # type: ignore[import-untyped]  # noqa: PLC0415 (slow to load)

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """`text` with traditional characters replaced by simplified ones."""
    return str(_simplifier().convert(text))


@lru_cache(maxsize=1 << 16)
def pinyin(text: str) -> str:
    """The characters of `text` in pinyin without tones, joined."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (slow to load)

    return "".join(lazy_pinyin(text)).replace("ü", "v").lower()


def person(text: str) -> list[Reading]:
    """Surname and given name of a run of two to four characters; longer ones stay one word."""
    text = simplified(text)
    if not 2 <= len(text) <= 4:
        return [(pinyin(text),)]
    double = len(text) > 2 and text[:2] in _SURNAMES
    surname, given = (text[:2], text[2:]) if double else (text[:1], text[1:])
    return [(_SURNAMES.get(surname) or pinyin(surname),), (pinyin(given),)]


def organisation(text: str) -> list[Reading]:
    """Known words with their English spellings and pinyin; what lies between, in pinyin."""
    text = simplified(text)
    readings: list[Reading] = []
    unknown = ""
    at = 0
    while at < len(text):
        word = next(
            (text[at : at + n] for n in range(_LONGEST, 0, -1) if text[at : at + n] in _WORDS), None
        )
        if word is None:
            unknown += text[at]
            at += 1
            continue
        if unknown:
            readings.append((pinyin(unknown),))
            unknown = ""
        readings.append((*_WORDS[word].split(), pinyin(word)))
        at += len(word)
    if unknown:
        readings.append((pinyin(unknown),))
    return readings


def is_known(text: str) -> bool:
    """Some word of an organisation's name stands in `text`."""
    text = simplified(text)
    return any(word in text for word in _WORDS if len(word) > 1)
