namespace Wujin.Renewal.Store.Demonstration;

/// <summary>What the generator puts into a town. All figures are made up, in proportion to what such towns are known for.</summary>
/// <param name="Compounds">How many old compounds; the 16 towns together have 400.</param>
/// <param name="Parks">How many industrial parks; together 60.</param>
/// <param name="Zones">How many self-build zones; together 80.</param>
/// <param name="TurnDegrees">Direction of the main streets, anticlockwise from east.</param>
/// <param name="GrowthMetres">Radius of the urban growth boundary.</param>
/// <param name="Trades">What its parks make: Chinese and English.</param>
internal sealed record TownProfile(int Compounds, int Parks, int Zones, double TurnDegrees, double GrowthMetres, (string Zh, string En)[] Trades)
{
    private static readonly Dictionary<string, TownProfile> Profiles = new()
    {
        ["320412100"] = new(90, 4, 2, 5, 4300, [("纺织", "Textile"), ("服装", "Garment")]), // 湖塘镇
        ["320412102"] = new(25, 5, 4, 9, 2100, [("汽摩配件", "Motor Parts"), ("输变电设备", "Power Equipment")]), // 牛塘镇
        ["320412103"] = new(22, 6, 7, -12, 1900, [("电机", "Electric Motor"), ("电机电器", "Electrical")]), // 洛阳镇
        ["320412104"] = new(22, 6, 4, 14, 2000, [("轨道配件", "Railway Parts"), ("新材料", "New Materials")]), // 遥观镇
        ["320412105"] = new(24, 7, 5, -24, 2000, [("强化木地板", "Laminate Flooring"), ("装饰板材", "Decorative Board")]), // 横林镇
        ["320412106"] = new(20, 6, 7, 11, 1900, [("冶金", "Metallurgy"), ("化工机械", "Process Machinery")]), // 横山桥镇
        ["320412110"] = new(14, 3, 10, -8, 1600, [("轻工", "Light Industry"), ("五金", "Hardware")]), // 雪堰镇
        ["320412113"] = new(14, 3, 11, 7, 1600, [("塑料制品", "Plastics"), ("机械", "Machinery")]), // 前黄镇
        ["320412114"] = new(14, 5, 8, -5, 1600, [("农业机械", "Farm Machinery"), ("灯具", "Lighting")]), // 礼嘉镇
        ["320412119"] = new(11, 3, 9, 16, 1400, [("花木", "Nursery"), ("包装", "Packaging")]), // 嘉泽镇
        ["320412120"] = new(12, 4, 8, -15, 1500, [("铸造", "Foundry"), ("五金机械", "Hardware and Machinery")]), // 湟里镇
        ["320412001"] = new(30, 3, 3, 4, 2900, [("精密机械", "Precision Machinery"), ("电子", "Electronics")]), // 南夏墅街道
        ["320412002"] = new(12, 2, 1, 8, 1700, [("碳材料", "Carbon Materials"), ("医疗器械", "Medical Devices")]), // 西湖街道
        ["320412003"] = new(30, 1, 0, 21, 1900, [("纺织机械", "Textile Machinery"), ("印染", "Dyeing")]), // 丁堰街道
        ["320412004"] = new(40, 1, 0, 27, 2200, [("轨道交通", "Rail Transit"), ("机车配件", "Locomotive Parts")]), // 戚墅堰街道
        ["320412005"] = new(20, 1, 1, 18, 1800, [("航空配件", "Aviation Parts"), ("物流", "Logistics")]), // 潞城街道
    };

    /// <summary>The profile of a town by its code.</summary>
    /// <exception cref="KeyNotFoundException">It is none of the 16 towns.</exception>
    public static TownProfile Of(string townCode) => Profiles[townCode];
}
