"""Names of places that do not exist, with their spelling for folder names."""

from __future__ import annotations

from collections.abc import Iterator

DISTRICTS = (
    "青石 qingshi", "望澜 wanglan", "鹿鸣 luming", "松屏 songping", "星湾 xingwan", "竹荫 zhuyin",
    "沧屿 cangyu", "梧岫 wuxiu", "听涛 tingtao", "霁川 jichuan", "云岫 yunxiu", "晴岚 qinglan",
    "棠溪 tangxi", "砚池 yanchi", "枫汀 fengting", "芦汀 luting", "墨溪 moxi", "梨川 lichuan",
    "霞屿 xiayu", "银杉 yinshan", "莲屏 lianping", "柏涧 baijian", "榆湾 yuwan", "菱川 lingchuan",
    "碧崖 biya", "澄湖 chenghu", "雪岭 xueling", "朗溪 langxi", "锦汀 jinting", "丹崖 danya",
    "玉箫 yuxiao", "珠屿 zhuyu", "金梭 jinsuo", "石帆 shifan", "寒碧 hanbi", "烟渚 yanzhu",
)  # fmt: skip
COUNTIES = 24
"""From here on the names are those of counties (县), before of districts (区)."""

FIRST = (
    "柳 liu", "荷 he", "桃 tao", "杏 xing", "枣 zao", "桂 gui", "槐 huai", "樟 zhang", "楠 nan", "榕 rong",
    "梅 mei", "兰 lan", "菊 ju", "苇 wei", "稻 dao", "麦 mai", "茶 cha", "桑 sang", "棉 mian", "麻 ma",
    "鹭 lu", "雁 yan", "鸥 ou", "鸽 ge", "雀 que", "鲤 li", "蟹 xie", "螺 luo", "铜 tong", "铁 tie",
    "瓷 ci", "砖 zhuan", "瓦 wa", "井 jing", "泉 quan", "渡 du", "滩 tan", "松 song", "柏 bai", "枫 feng",
)  # fmt: skip
SECOND = (
    "塘 tang", "河 he", "溪 xi", "湾 wan", "坪 ping", "坡 po", "岗 gang", "岭 ling", "桥 qiao", "渡 du",
    "店 dian", "铺 pu", "庄 zhuang", "营 ying", "堡 bao", "台 tai", "楼 lou", "坊 fang", "集 ji", "墟 xu",
    "圩 wei", "洲 zhou", "滨 bin", "泽 ze", "渠 qu", "堰 yan", "坝 ba", "埠 bu", "林 lin", "园 yuan",
    "陂 bei", "垄 long", "冲 chong", "坳 ao", "川 chuan", "野 ye", "屯 tun", "寨 zhai", "口 kou", "门 men",
)  # fmt: skip
LEFT_OUT = frozenset(("柳河", "荷塘", "石桥", "松溪", "铜川", "枣庄", "铁岭", "桂林", "柳林", "兰溪"))
"""Places that have a fixed seat among the first bodies, and names of real cities and counties."""

DEPARTMENTS = (
    "fagai 发展和改革委员会 发展改革委", "jiaoyu 教育局", "ziran 自然资源和规划局", "gongan 公安局", "minzheng 民政局",
    "renshe 人力资源和社会保障局 人力资源社会保障局", "zhujian 住房和城乡建设局 住房城乡建设局", "shichang 市场监督管理局 市场监管局", "weijian 卫生健康委员会 卫生健康委",
    "caizheng 财政局", "shengtai 生态环境局", "jiaotong 交通运输局", "nongye 农业农村局", "chengguan 城市管理局",
    "shuiwu 水务局", "yingji 应急管理局", "wenlv 文化和旅游局", "sifa 司法局", "gongxin 工业和信息化局",
    "shangwu 商务局", "yibao 医疗保障局", "keji 科学技术局", "tuiyi 退役军人事务局", "shenji 审计局", "tongji 统计局",
)  # fmt: skip
"""Folder, name and, where it differs, short name of the departments a government has."""


def places() -> Iterator[tuple[str, str]]:
    """Name and folder of towns, each once; neighbours in the list share no character."""
    for turn in range(len(SECOND)):
        for number, first in enumerate(FIRST):
            one, two = first.split(), SECOND[(number + turn) % len(SECOND)].split()
            if one[0] != two[0] and one[0] + two[0] not in LEFT_OUT:
                yield one[0] + two[0], one[1] + two[1]
