"""Words of Chinese names of bodies with their usual English; places and surnames.

From a speaker's knowledge of the language. Several English words after one Chinese word are
alternatives, a plus sign joins what stands together.
"""

WORDS = """
大学 university institute; 学院 institute college academy university;
研究院 research+academy research+institute; 研究所 research+institute; 研究中心 research+center;
研究 research; 科学院 academy; 实验室 laboratory; 重点实验室 key+laboratory;
国家重点实验室 state+key+laboratory; 国防科技 defense+technology; 中心 center; 集团 group; 公司 co;
有限公司 ltd; 有限责任公司 ltd; 股份有限公司 ltd; 股份公司 ltd; 股份 ltd; 总公司 co; 分公司 branch;
子公司 subsidiary; 株式会社 ltd; 会社 co; 责任有限公司 ltd; 工厂 factory plant;
厂 factory plant works; 总厂 factory plant works; 银行 bank; 学校 school; 协会 association;
总局 administration; 管理局 administration; 商行 firm trading; 事务所 office; 办公室 office;
办事处 office; 代表处 representative+office; 分所 branch; 分院 branch; 研究室 research+laboratory;
系 department; 学部 faculty; 院 institute academy; 所 institute; 站 station; 基地 base;
联盟 alliance union; 联合会 federation; 理事会 council; 联合 united joint; 合作 cooperation;
工业 industry technology polytechnic; 工程 engineering; 理工 ?science+technology polytechnic;
科技 ?science+technology; 科学技术 science+technology; 技术 technology; 科学 science;
航空 aviation aeronautics airlines; 航天 astronautics aerospace space; 宇航 aerospace astronautics;
电子 electronic; 电气 electric; 电机 electric motor; 电力 electric+power; 电器 electric appliance;
电信 telecommunication; 电路 circuit; 电池 battery; 电缆 cable; 电线 wire; 机械 machinery;
机电 electromechanical; 机床 machinetool; 数控 cnc; 模具 mold; 工具 tool; 刀具 tool; 精密 precision;
精工 precision; 仪器 instrument; 仪表 instrument; 设备 equipment; 装备 equipment; 器材 equipment;
元件 component; 元器件 component; 零部件 component part; 配件 part; 部件 component;
材料 material materials; 复合材料 composite+material; 新材料 ?new+material;
化工 chemical+?technology; 化学 chemical chemistry; 石油 petroleum oil; 石化 petrochemical;
天然气 gas; 燃气 gas; 能源 energy; 新能源 ?new+energy; 太阳能 solar; 光伏 photovoltaic;
信息 information; 信息技术 information+technology; 资讯 information; 通信 communication;
通讯 communication; 软件 software; 智能 intelligent smart ai; 人工智能 ai;
光电 optoelectronics photoelectric optoelectronic; 光学 optics; 光子 photonics; 量子 quantum;
半导体 semiconductor; 微电子 microelectronics; 集成电路 integrated+circuit; 芯片 chip; 系统 system;
自动化 automation; 控制 control; 国防 national+defense; 防务 defense; 防卫 defense; 兵器 ordnance;
军工 military+industry; 武器 weapon; 弹药 ammunition; 船舶 shipbuilding ship; 船务 shipping;
海洋 ocean marine; 海事 maritime; 海运 shipping; 航运 shipping; 物流 logistics; 供应链 supply+chain;
货运 freight; 代理 agency forwarding; 货运代理 freight+forwarding; 运输 transport; 快递 express;
贸易 trading; 商贸 trading; 科贸 technology+trading; 工贸 industry+trading; 经贸 economic+trading;
外贸 foreign+trading; 国贸 trading; 国际 international; 国际贸易 international+trading;
进出口 import+export; 进口 import; 出口 export; 实业 industry industrial; 企业 enterprise;
产业 industry; 制造 manufacturing; 加工 processing; 生产 production; 发展 development;
开发 development; 投资 investment; 风险投资 ventures; 资本 capital; 资产 asset; 控股 holding;
建设 construction; 建筑 construction architecture; 服务 service; 咨询 consulting; 顾问 consulting;
解决方案 solution; 运营 operation; 世纪 century; 环球 global; 全球 global; 亚洲 asia;
太平洋 pacific; 东方 oriental east; 西方 west; 生物 biological bio; 生物科技 biotechnology;
医药 pharmaceutical; 制药 pharmaceutical; 医科 medical; 医疗 medical; 医学 medicine medical;
军医 medical; 药业 pharmaceutical; 师范 normal; 军事 military; 军事科学 military+science;
人民解放军 pla; 中国人民解放军 pla; 解放军 pla; 部 department ministry; 委员会 commission committee;
局 administration bureau; 总部 headquarters; 管理 management; 学会 society; 基金会 foundation;
基金 fund; 医院 hospital; 博物馆 museum; 陆军 army; 海军 navy naval; 空军 air+force;
火箭军 rocket+force; 战略支援部队 strategic+support+force; 武装警察 armedpolice pap capf;
武警 armedpolice pap capf; 部队 unit force troops; 指挥 command; 飞行 flight; 飞机 aircraft;
直升机 helicopter; 无人机 drone uav unmanned; 无人 unmanned; 发动机 engine; 航空兵 aviation;
导弹 missile; 雷达 radar; 预警 early+warning; 卫星 satellite; 空间 space; 运载火箭 launch+vehicle;
火箭 rocket; 推进 propulsion; 推进剂 propellant; 核 nuclear; 核能 nuclear; 核工业 nuclear+?industry;
船舶工业 shipbuilding+?industry; 航空工业 aviation+?industry; 兵器工业 ordnance+?industry;
电子工业 electronic+?industry; 信息产业 information+?industry; 社会 social society;
士官 ?petty+officer nco sergeant; 防化 nbc+defense chemical+defense;
原子能 atomic+energy; 辐射 radiation;
物理 physics; 工程物理 engineering+physics; 数学 mathematics; 计算 computing computational;
计算机 computer; 计算技术 computing+technology; 网络 network; 网络安全 cybersecurity;
安全 security safety; 数字 digital; 数据 data; 大数据 big+data; 云计算 cloud+computing;
集成 integrated; 激光 laser; 红外 infrared; 传感 sensor; 传感器 sensor; 探测 detection;
机器人 robot robotics robotic; 机器 machine; 交通 jiaotong transportation communications;
邮电 posts+telecommunication; 农业 agricultural agriculture; 林业 forestry; 钢铁 steel iron;
钢 steel; 冶金 metallurgical; 有色金属 nonferrous+metal; 金属 metal; 稀土 rare+earth; 矿业 mining;
地质 geology geosciences; 汽车 automobile automotive; 轮船 steamship; 造船 shipbuilding;
重工 ?heavy+industry; 重工业 heavy+industry; 重型 heavy; 科工 science+industry; 创新 innovation;
文化 culture; 教育 education; 金融 finance financial; 保险 insurance; 证券 securities;
实验 experimental; 试验 experimental test; 应用 applied; 高压 high+pressure; 动力 power dynamics;
力量 power force; 空气动力 aerodynamics; 水动力 hydrodynamics; 测试 test testing;
检测 inspection testing; 检验 inspection; 计量 metrology measurement; 测量 measurement;
测绘 surveying mapping; 遥感 remote+sensing; 导航 navigation; 定位 positioning; 惯性 inertial;
声学 acoustics; 水声 underwater+acoustics; 水下 underwater; 海底 undersea; 热能 thermal;
高能 high+energy; 等离子体 plasma; 真空 vacuum; 低温 cryogenic; 微波 microwave; 天线 antenna;
电磁 electromagnetic; 射频 radiofrequency; 频率 frequency; 先进 advanced; 高级 advanced;
高科 hightech; 高新 hightech; 通用 general; 综合 comprehensive integrated; 特种 special;
特殊 special; 战略 strategic; 政策 policy; 公共 public; 公安 public+security;
公安局 public+security+bureau; 政府 government; 国会 congress; 议会 parliament; 法院 court;
检察院 procuratorate; 人权 human+rights; 民主 democracy; 自由 freedom liberty; 和平 peace;
倡导 advocacy; 项目 project; 计划 program; 监狱 prison; 兵团 corps;
生产建设兵团 production+construction+corps; 媒体 media; 新闻 news; 传媒 media; 广播 broadcasting;
电视 television; 出版社 press; 酒店 hotel; 食品 food; 纺织 textile; 服装 garment; 皮革 leather;
塑料 plastic; 橡胶 rubber; 玻璃 glass; 陶瓷 ceramics; 木业 wood; 纸业 paper; 五金 hardware;
轴承 bearing; 阀门 valve; 泵业 pump; 泵 pump; 阀 valve; 压缩机 compressor; 涡轮 turbine; 叶片 blade;
齿轮 gear; 液压 hydraulic; 润滑油 lubricant; 车辆 vehicle; 轨道 rail; 铁路 railway; 港口 port;
机场 airport; 航天器 spacecraft; 飞船 spacecraft; 火控 fire+control; 边缘 edge; 自治 autonomy;
系列 series; 市场 market; 分析 analysis; 评估 assessment; 情报 intelligence; 培训 training;
工程兵 engineer+corps; 后勤 logistics; 政治 political; 外国语 foreign+language;
外语 foreign+language; 语言 language; 经济 economic; 财经 finance+economics;
商业 commercial business; 工商 business; 民用 civil; 民航 civil+aviation; 石墨 graphite; 碳 carbon;
纤维 fiber; 合金 alloy; 钛 titanium; 钨 tungsten; 铝业 aluminum; 铜业 copper;
工学院 institute+technology; 北方 north norinco; 南方 south southern; 西北 northwestern northwest;
东北 northeastern northeast; 西南 southwest; 东南 southeast; 华南 south; 华北 north;
华东 east+china; 中央 central; 国家 state national; 国立 national; 中国 china; 中华 china;
中航 avic; 中电科 cetc; 与 and; 和 and; 及 and; 暨 and; 之 of; 的 of; 一 1; 二 2; 三 3; 四 4; 五 5;
六 6; 七 7; 八 8; 九 9; 十 10; 新 new; 大 big great; 小 small; 红 red; 黑 black; 白 white;
金 gold golden; 号 no; 美国 us american america; 日本 japan; 英国 uk british; 法国 france;
德国 germany; 加拿大 canada; 俄罗斯 russia; 韩国 korea; 朝鲜 korea; 伊朗 iran; 印度 india;
欧洲 europe european; 澳大利亚 australia; 瑞士 switzerland; 荷兰 netherlands; 越南 vietnam;
乌克兰 ukraine; 白俄罗斯 belarus; 土耳其 turkey; 以色列 israel; 新加坡 singapore; 马来西亚 malaysia;
泰国 thailand; 巴基斯坦 pakistan; 叙利亚 syria; 迪拜 dubai; 阿联酋 uae; 香港 hongkong;
澳门 macao macau; 台湾 taiwan; 台北 taipei; 高雄 kaohsiung; 莫斯科 moscow; 步兵 infantry;
炮兵 artillery; 防空 air+defense; 防空兵 air+defense+force; 装甲 armored; 装甲兵 armored+force;
潜艇 submarine; 人民 peoples; 警察 police; 海警 coast+guard; 边防 border+defense;
边海防 border+coastal+defense; 边海 border+coastal; 勤务 service logistics;
特种作战 special+operation; 作战 combat operation; 铁道 railway; 铁道部 railway+ministry;
陆上 land ground; 海上 maritime; 观察 watch observer; 卡车 truck; 原子 atomic;
通用原子 general+atomic; 涡轮增压器 turbocharger; 增压器 turbocharger; 声纳 sonar; 山脉 mountain;
中国人民武装警察部队 armedpolice pap capf; 武装警察部队 armedpolice pap capf; 部署 deployment;
监控 surveillance; 视频 video; 科学研究 science+research; 技术研究 technology+research;
电子工程 electronic+engineering; 信息工程 information+engineering; 欧盟 european+union;
联邦 federal; 共和国 republic; 王国 kingdom; 俱乐部 club; 智库 think+tank; 论坛 forum; 联队 wing;
大队 brigade; 团队 team; 船厂 shipyard; 造船厂 shipyard; 飞机厂 aircraft+plant;
机器厂 machinery+plant; 仪器厂 instrument+plant; 无线电 radio; 无线电厂 radio+plant;
电子管 electron+tube; 显示 display; 照明 lighting; 光缆 optical+cable; 光纤 optical+fiber;
服务器 server; 存储 storage; 云 cloud; 游戏 game; 影视 film; 印刷 printing; 包装 packaging;
家具 furniture; 家电 appliance; 玩具 toy; 珠宝 jewelry; 渔业 fishery; 水产 aquatic; 茶叶 tea;
粮油 grain+oil; 种业 seed; 饲料 feed; 环保 environmental; 环境 environment; 水利 water; 水务 water;
电站 power+station; 核电 nuclear+power; 风电 wind+power; 锅炉 boiler; 焊接 welding;
铸造 foundry casting; 锻造 forging; 冲压 stamping; 喷涂 coating; 涂料 coating; 胶 adhesive;
粘 adhesive; 炸药 explosive; 火工 pyrotechnic; 烟火 pyrotechnic; 火炸药 explosive
"""

PLACES = """
北京 beijing; 上海 shanghai; 天津 tianjin; 重庆 chongqing; 哈尔滨 harbin; 南京 nanjing; 西安 xian;
广州 guangzhou; 深圳 shenzhen; 成都 chengdu; 武汉 wuhan; 沈阳 shenyang; 大连 dalian; 长春 changchun;
长沙 changsha; 杭州 hangzhou; 合肥 hefei; 陕西 shaanxi; 内蒙古 inner+mongolia; 新疆 xinjiang;
西藏 tibet; 江苏 jiangsu; 浙江 zhejiang; 广东 guangdong; 山东 shandong; 四川 sichuan; 湖北 hubei;
湖南 hunan; 河南 henan; 河北 hebei; 山西 shanxi; 江西 jiangxi; 福建 fujian; 安徽 anhui;
辽宁 liaoning; 吉林 jilin; 黑龙江 heilongjiang; 云南 yunnan; 贵州 guizhou; 广西 guangxi;
海南 hainan; 甘肃 gansu; 青海 qinghai; 宁夏 ningxia; 苏州 suzhou; 无锡 wuxi; 青岛 qingdao;
济南 jinan; 郑州 zhengzhou; 太原 taiyuan; 石家庄 shijiazhuang; 厦门 xiamen; 福州 fuzhou;
昆明 kunming; 宁波 ningbo; 东莞 dongguan; 珠海 zhuhai; 佛山 foshan; 中山 zhongshan sunyatsen;
惠州 huizhou; 汕头 shantou; 温州 wenzhou; 义乌 yiwu; 台州 taizhou; 金华 jinhua; 绍兴 shaoxing;
嘉兴 jiaxing; 常州 changzhou; 南通 nantong; 扬州 yangzhou; 镇江 zhenjiang; 徐州 xuzhou; 烟台 yantai;
威海 weihai; 潍坊 weifang; 淄博 zibo; 临沂 linyi; 洛阳 luoyang; 宜昌 yichang; 襄阳 xiangyang;
株洲 zhuzhou; 湘潭 xiangtan; 绵阳 mianyang; 德阳 deyang; 贵阳 guiyang; 南昌 nanchang;
景德镇 jingdezhen; 兰州 lanzhou; 西宁 xining; 银川 yinchuan; 乌鲁木齐 urumqi; 呼和浩特 hohhot;
包头 baotou; 南宁 nanning; 桂林 guilin; 海口 haikou; 三亚 sanya; 唐山 tangshan; 保定 baoding;
廊坊 langfang; 秦皇岛 qinhuangdao; 大同 datong; 鞍山 anshan; 抚顺 fushun; 丹东 dandong;
锦州 jinzhou; 辽阳 liaoyang; 齐齐哈尔 qiqihar; 大庆 daqing; 芜湖 wuhu; 蚌埠 bengbu; 马鞍山 maanshan;
泉州 quanzhou; 漳州 zhangzhou; 江门 jiangmen; 湛江 zhanjiang; 肇庆 zhaoqing; 宝鸡 baoji;
咸阳 xianyang; 汉中 hanzhong; 连云港 lianyungang; 盐城 yancheng; 淮安 huaian; 泰州 taizhou;
昆山 kunshan; 张家港 zhangjiagang; 浦东 pudong; 九龙 kowloon; 新界 new+territories
"""

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶"
    "程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎"
    "贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿"
    "关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻"
    "祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂"
    "全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆"
    "乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴"
)

SIGNS: dict[str, str] = {
    "芯": "chip core",
    "华": "china chinese",
    "中": "china sino central middle",
    "亚": "asia",
    "欧": "europe",
    "美": "america",
    "飞": "flying",
    "科": "technology",
    "创": "creation",
}
"""What one sign stands for in the names of firms and a dictionary does not say."""
