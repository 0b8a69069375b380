using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Settlements;

/// <summary>Names that sound right on the lower Yangtze and are drawn by chance: a real place or road of the same name is not meant.</summary>
internal sealed class MadeUpNames(SeededRandom random)
{
    private static readonly (string Zh, string En)[] StreetWords =
    [
        ("人民", "Renmin"), ("解放", "Jiefang"), ("和平", "Heping"), ("延政", "Yanzheng"), ("长虹", "Changhong"), ("永安", "Yong'an"), ("丰乐", "Fengle"),
        ("定安", "Ding'an"), ("迎宾", "Yingbin"), ("人才", "Rencai"), ("广电", "Guangdian"), ("府东", "Fudong"), ("府西", "Fuxi"), ("文昌", "Wenchang"),
        ("文化", "Wenhua"), ("勤业", "Qinye"), ("兴隆", "Xinglong"), ("吉祥", "Jixiang"), ("康乐", "Kangle"), ("育才", "Yucai"), ("振兴", "Zhenxing"),
        ("东升", "Dongsheng"), ("朝阳", "Chaoyang"), ("春江", "Chunjiang"), ("翠竹", "Cuizhu"), ("红梅", "Hongmei"), ("玉兰", "Yulan"), ("月季", "Yueji"),
        ("桂花", "Guihua"), ("荷塘", "Hetang"), ("柳岸", "Liu'an"), ("香樟", "Xiangzhang"), ("银杏", "Yinxing"), ("青枫", "Qingfeng"), ("锦绣", "Jinxiu"),
        ("明珠", "Mingzhu"), ("阳湖", "Yanghu"), ("滨河", "Binhe"), ("运河", "Yunhe"), ("河滨", "Hebin"), ("北塘", "Beitang"), ("南园", "Nanyuan"),
        ("西园", "Xiyuan"), ("东园", "Dongyuan"), ("桃园", "Taoyuan"), ("梅园", "Meiyuan"), ("竹园", "Zhuyuan"), ("怡康", "Yikang"), ("清水", "Qingshui"),
        ("碧波", "Bibo"), ("团结", "Tuanjie"), ("建设", "Jianshe"), ("工人", "Gongren"), ("纺织", "Fangzhi"), ("新城", "Xincheng"), ("新民", "Xinmin"),
        ("新华", "Xinhua"), ("光华", "Guanghua"), ("古方", "Gufang"), ("常青", "Changqing"), ("创新", "Chuangxin"), ("科教", "Kejiao"), ("龙城", "Longcheng"),
        ("凤凰", "Fenghuang"), ("白云", "Baiyun"), ("青洋", "Qingyang"), ("武宜", "Wuyi"), ("淹城", "Yancheng"), ("花园", "Huayuan"), ("鸣新", "Mingxin"),
    ];

    private static readonly (string Zh, string En)[] Heads =
    [
        ("新", "Xin"), ("永", "Yong"), ("长", "Chang"), ("安", "An"), ("太", "Tai"), ("大", "Da"), ("东", "Dong"), ("西", "Xi"), ("南", "Nan"), ("北", "Bei"),
        ("石", "Shi"), ("周", "Zhou"), ("陆", "Lu"), ("蒋", "Jiang"), ("沈", "Shen"), ("朱", "Zhu"), ("白", "Bai"), ("青", "Qing"), ("金", "Jin"), ("银", "Yin"),
        ("花", "Hua"), ("杨", "Yang"), ("何", "He"), ("顾", "Gu"), ("万", "Wan"), ("三", "San"), ("龙", "Long"), ("凤", "Feng"), ("谢", "Xie"), ("薛", "Xue"),
        ("庄", "Zhuang"), ("高", "Gao"), ("上", "Shang"), ("下", "Xia"), ("前", "Qian"), ("后", "Hou"), ("孟", "Meng"), ("梅", "Mei"), ("夏", "Xia"), ("邹", "Zou"),
    ];

    private static readonly (string Zh, string En)[] VillageTails =
    [
        ("巷", "xiang"), ("墅", "shu"), ("桥", "qiao"), ("塘", "tang"), ("庄", "zhuang"), ("渎", "du"), ("湾", "wan"), ("舍", "she"), ("圩", "wei"),
        ("浜", "bang"), ("田", "tian"), ("垫", "dian"), ("基", "ji"), ("岸", "an"), ("村", "cun"), ("家塘", "jiatang"), ("家桥", "jiaqiao"), ("家湾", "jiawan"),
    ];

    private static readonly (string Zh, string En)[] TownTails =
    [
        ("塘", "tang"), ("桥", "qiao"), ("庄", "zhuang"), ("埠", "bu"), ("浦", "pu"), ("港", "gang"), ("溪", "xi"), ("湖", "hu"), ("安", "an"), ("兴", "xing"),
        ("丰", "feng"), ("宁", "ning"), ("城", "cheng"), ("山", "shan"), ("林", "lin"), ("泽", "ze"), ("阳", "yang"), ("陵", "ling"), ("渚", "zhu"), ("泾", "jing"),
    ];

    private readonly HashSet<string> _used = [];

    /// <summary>A street: 长虹路.</summary>
    public (string Zh, string En) Street(RoadClass roadClass)
    {
        var (zh, en) = roadClass switch
        {
            <= RoadClass.Primary => random.Chance(0.5) ? ("大道", "Avenue") : ("路", "Road"),
            RoadClass.Secondary => random.Chance(0.15) ? ("大街", "Avenue") : ("路", "Road"),
            RoadClass.Tertiary => ("路", "Road"),
            RoadClass.LivingStreet => random.Chance(0.5) ? ("弄", "Lane") : ("里", "Alley"),
            _ => random.Chance(0.5) ? ("街", "Street") : ("巷", "Lane"),
        };
        var side = string.Empty;
        var word = random.Pick(StreetWords);
        for (var attempt = 0; !_used.Add(word.Zh + side + zh) && attempt < 60; attempt++)
        {
            word = random.Pick(StreetWords);
            side = attempt < 20 ? string.Empty : random.Pick(["东", "西", "南", "北", "中"]);
        }

        var sideEn = side switch { "东" => " East", "西" => " West", "南" => " South", "北" => " North", "中" => " Middle", _ => string.Empty };
        return (word.Zh + side + zh, $"{word.En}{sideEn} {en}");
    }

    /// <summary>A village: 蒋巷.</summary>
    public (string Zh, string En) Village() => Pair(VillageTails, "");

    /// <summary>A town: 永兴镇.</summary>
    public (string Zh, string En) Town() => Pair(TownTails, "镇");

    private (string Zh, string En) Pair((string Zh, string En)[] tails, string kind)
    {
        var (zh, en) = (string.Empty, string.Empty);
        for (var attempt = 0; zh.Length == 0 || (_used.Contains(zh) && attempt < 400); attempt++)
        {
            var (first, tail) = (random.Pick(Heads), random.Pick(tails));
            var middle = attempt > 40 ? random.Pick(Heads) : (Zh: string.Empty, En: string.Empty);
            if (first.Zh != tail.Zh)
            {
                (zh, en) = (first.Zh + middle.Zh + tail.Zh + kind, first.En + middle.En.ToLowerInvariant() + tail.En);
            }
        }

        _used.Add(zh);
        return (zh, en);
    }
}
