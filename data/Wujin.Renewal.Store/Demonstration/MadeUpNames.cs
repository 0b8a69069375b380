using Wujin.Renewal.Domain.Chance;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>Names that sound right in Wujin and are drawn by chance: a real place of the same name is not meant.</summary>
internal sealed class MadeUpNames(SeededRandom random)
{
    private static readonly (string Zh, string En)[] Words =
    [
        ("长虹", "Changhong"), ("永安", "Yong'an"), ("丰乐", "Fengle"), ("定安", "Ding'an"), ("迎宾", "Yingbin"), ("新天", "Xintian"),
        ("人民", "Renmin"), ("广电", "Guangdian"), ("府东", "Fudong"), ("府西", "Fuxi"), ("文昌", "Wenchang"), ("文化", "Wenhua"),
        ("勤业", "Qinye"), ("勤丰", "Qinfeng"), ("兴隆", "Xinglong"), ("吉祥", "Jixiang"), ("康乐", "Kangle"), ("育才", "Yucai"),
        ("振兴", "Zhenxing"), ("东升", "Dongsheng"), ("朝阳", "Chaoyang"), ("春江", "Chunjiang"), ("翠竹", "Cuizhu"), ("红梅", "Hongmei"),
        ("玉兰", "Yulan"), ("月季", "Yueji"), ("桂花", "Guihua"), ("荷塘", "Hetang"), ("柳岸", "Liu'an"), ("香樟", "Xiangzhang"),
        ("银杏", "Yinxing"), ("青枫", "Qingfeng"), ("金色", "Jinse"), ("锦绣", "Jinxiu"), ("明珠", "Mingzhu"), ("阳湖", "Yanghu"),
        ("滨河", "Binhe"), ("运河", "Yunhe"), ("河滨", "Hebin"), ("北塘", "Beitang"), ("南园", "Nanyuan"), ("西园", "Xiyuan"),
        ("东园", "Dongyuan"), ("桃园", "Taoyuan"), ("梅园", "Meiyuan"), ("竹园", "Zhuyuan"), ("丽园", "Liyuan"), ("怡康", "Yikang"),
        ("怡景", "Yijing"), ("景秀", "Jingxiu"), ("清水", "Qingshui"), ("碧波", "Bibo"), ("和平", "Heping"), ("团结", "Tuanjie"),
        ("建设", "Jianshe"), ("工人", "Gongren"), ("纺织", "Fangzhi"), ("机电", "Jidian"), ("教师", "Jiaoshi"), ("粮贸", "Liangmao"),
        ("供销", "Gongxiao"), ("邮电", "Youdian"), ("新城", "Xincheng"), ("新民", "Xinmin"), ("新华", "Xinhua"), ("光华", "Guanghua"),
    ];

    private static readonly (string Zh, string En)[] Estates =
        [("新村", "Xincun"), ("新村", "Xincun"), ("小区", "Residential Quarter"), ("公寓", "Apartments"), ("花园", "Garden"), ("苑", "Court")];

    private static readonly (string Zh, string En)[] LateEstates = [("花园", "Garden"), ("家园", "Homes"), ("雅苑", "Court"), ("名苑", "Mansions")];

    private static readonly (string Zh, string En)[] ParkForms =
        [("工业园", "Industrial Park"), ("产业园", "Industry Park"), ("工业集中区", "Industrial Cluster"), ("低效用地片区", "Under-used Industrial Land")];

    private static readonly (string Zh, string En)[] Sides = [("东", "East"), ("西", "West"), ("南", "South"), ("北", "North"), ("", "")];

    private static readonly (string Zh, string En)[] VillageHeads =
    [
        ("蒋", "Jiang"), ("陆", "Lu"), ("周", "Zhou"), ("庄", "Zhuang"), ("谢", "Xie"), ("薛", "Xue"), ("杨", "Yang"), ("何", "He"), ("塘", "Tang"),
        ("河", "He"), ("南", "Nan"), ("北", "Bei"), ("西", "Xi"), ("东", "Dong"), ("大", "Da"), ("新", "Xin"), ("石", "Shi"), ("龚", "Gong"),
        ("万", "Wan"), ("吴", "Wu"), ("沈", "Shen"), ("朱", "Zhu"),
    ];

    private static readonly (string Zh, string En)[] VillageTails =
    [
        ("巷", "xiang"), ("墅", "shu"), ("桥", "qiao"), ("塘", "tang"), ("庄", "zhuang"), ("渎", "du"), ("湾", "wan"), ("舍", "she"),
        ("圩", "wei"), ("浜", "bang"), ("田", "tian"), ("垫", "dian"),
    ];

    private static readonly string[] Numerals = ["", "二村", "三村", "四村", "五村"];

    private readonly HashSet<string> _used = [];

    /// <summary>A compound: 长虹新村.</summary>
    public (string Zh, string En) Compound(int yearBuilt)
    {
        while (true)
        {
            var word = random.Pick(Words);
            var estate = random.Pick(yearBuilt >= 1998 ? LateEstates : Estates);
            var number = random.Chance(0.12) ? random.Between(1, 4) : 0;
            var (zh, en) = number > 0 && estate.Zh == "新村"
                ? (word.Zh + Numerals[number], $"{word.En} Village No. {number + 1}")
                : (word.Zh + estate.Zh, $"{word.En} {estate.En}");
            if (_used.Add(zh))
            {
                return (zh, en);
            }
        }
    }

    /// <summary>A park of a town: 洛阳电机产业园.</summary>
    public (string Zh, string En) Park((string Zh, string En) town, IReadOnlyList<(string Zh, string En)> trades)
    {
        while (true)
        {
            var (trade, form, side) = (random.Pick(trades), random.Pick(ParkForms), random.Pick(Sides));
            var zh = town.Zh + side.Zh + (side.Zh.Length > 0 ? "区" : "") + trade.Zh + form.Zh;
            if (_used.Add(zh))
            {
                return (zh, $"{town.En} {(side.En.Length > 0 ? side.En + " " : "")}{trade.En} {form.En}");
            }
        }
    }

    /// <summary>A village: 蒋巷村.</summary>
    public (string Zh, string En) Village()
    {
        while (true)
        {
            var (head, tail) = (random.Pick(VillageHeads), random.Pick(VillageTails));
            var zh = head.Zh + tail.Zh + "村";
            if (head.Zh != tail.Zh && _used.Add(zh))
            {
                return (zh, $"{head.En}{tail.En} Village");
            }
        }
    }
}
