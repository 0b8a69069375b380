using System.Globalization;
using Wujin.Renewal.Reports.Model;

namespace Wujin.Renewal.Reports.Templates;

/// <summary>The words of reports that an office may change, by key; everything else is text of the composers.</summary>
public sealed class Wording
{
    private readonly ReportTemplate _template;

    /// <summary>Makes the words of a report.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="template">What the office changed.</param>
    public Wording(ReportLanguage language, ReportTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        (Language, _template) = (language, template);
    }

    /// <summary>The language.</summary>
    public ReportLanguage Language { get; }

    /// <summary>What the office changed.</summary>
    public ReportTemplate Template => _template;

    /// <summary>Every key with its words, Chinese and English. <c>{0}</c> stands for what the description of the key says.</summary>
    public static IReadOnlyDictionary<string, (string Zh, string En)> Defaults { get; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["office"] = ("常州市武进区城市更新工作专班", "Wujin District Urban Renewal Office, Changzhou"),
        ["footer"] = ("由武进区城市更新登记生成", "Made from the Wujin urban renewal register"),
        ["programme.title"] = ("城市更新项目进展报告", "Urban renewal programme report"),
        ["town.title"] = ("{0}城市更新进展报告", "Urban renewal report of {0}"),
        ["site.title"] = ("{0}　项目单", "Site sheet: {0}"),
        ["connectivity.title"] = ("连通目标评估报告", "Connectivity report"),
        ["compare.title"] = ("项目进展对比报告", "Comparison of two programme reports"),
        ["summary"] = ("一、总体情况", "1  Summary"),
        ["compounds"] = ("二、老旧小区改造", "2  Old residential compounds"),
        ["industrial-parks"] = ("三、工业用地再集中", "3  Industrial land"),
        ["selfbuild-zones"] = ("四、农民自建区建设", "4  Rural self-build zones"),
        ["tiers"] = ("五、对外连通圈", "5  Connectivity targets"),
        ["attention"] = ("六、关注清单", "6  Attention list"),
        ["sources"] = ("七、口径与数据来源", "7  Assumptions and sources"),
        ["demo"] = ("本报告含虚构的示例数据（{0}），仅供演示，不得作为工作依据。", "This report counts made-up demonstration data ({0}). It is for demonstration only."),
        ["source.line"] = ("资料来源：武进区城市更新登记", "Source: Wujin urban renewal register"),
    };

    /// <summary>The words of a key.</summary>
    public string this[string key] => _template.Words.TryGetValue((key, Language), out var changed)
        ? changed
        : Language == ReportLanguage.Chinese ? Defaults[key].Zh : Defaults[key].En;

    /// <summary>The words of a key with a value filled in.</summary>
    public string Fill(string key, string value) => this[key].Replace("{0}", value, StringComparison.Ordinal);

    /// <summary>Picks the text in the language.</summary>
    public string T(string chinese, string english) => Language == ReportLanguage.Chinese ? chinese : english;

    /// <summary>The instant in China, to the second.</summary>
    public static string Shown(DateTimeOffset instant) => instant.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The date.</summary>
    public static string Shown(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
