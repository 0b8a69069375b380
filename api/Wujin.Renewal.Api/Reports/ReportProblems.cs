using Wujin.Renewal.Api.Problems;

namespace Wujin.Renewal.Api.Reports;

/// <summary>The types of problems that reports have.</summary>
public static class ReportProblems
{
    /// <summary>501: no browser to print with.</summary>
    public static readonly ProblemType NoPrinter = new("no-pdf-printer", 501, "No PDF printer", "无法生成 PDF",
        "PDF is printed by Chromium, which was not found or did not print. Install it (sudo apt-get install -y chromium), or name it in WUJIN_CHROMIUM; the other formats need no browser.",
        "PDF 由 Chromium 打印，服务器上没有找到或打印失败。请安装（sudo apt-get install -y chromium）或用 WUJIN_CHROMIUM 指定；其他格式不需要浏览器。");

    /// <summary>501: no Chinese font.</summary>
    public static readonly ProblemType NoFont = new("no-chinese-font", 501, "No Chinese font", "缺少中文字体",
        "The service has no font with Chinese characters, so a PDF would show boxes. Install one: sudo apt-get install -y fonts-noto-cjk.",
        "服务器没有中文字体，PDF 会出现方框。请安装：sudo apt-get install -y fonts-noto-cjk。");

    /// <summary>500: the template folder is unusable.</summary>
    public static readonly ProblemType BadTemplate = new("bad-report-template", 500, "Report template unusable", "报告模板有误",
        "The folder named by WUJIN_REPORT_TEMPLATES cannot be used; the detail names the file and what is wrong.",
        "WUJIN_REPORT_TEMPLATES 所指的模板文件夹无法使用，详情中说明了文件与原因。");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemType> All { get; } = [NoPrinter, NoFont, BadTemplate];
}
