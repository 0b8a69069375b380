using System.Globalization;
using System.Text;

namespace Wujin.Renewal.Formats.Mapping;

/// <summary>Names of columns, compared as people read them.</summary>
public static class ColumnName
{
    /// <summary>
    /// The form in which names are compared: width and case folded, all kinds of brackets alike, without white space, underscores, hyphens,
    /// colons and the asterisks that mark required columns. <c>总投资 （万元）</c> and <c>总投资(万元)</c> are one name.
    /// </summary>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var folded = name.Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture);
        var kept = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (c is '[' or '{' or '【' or '〔' or '「' or '〖')
            {
                kept.Append('(');
            }
            else if (c is ']' or '}' or '】' or '〕' or '」' or '〗')
            {
                kept.Append(')');
            }
            else if (!char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('_' or '-' or ':' or '*' or '\uFEFF'))
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }
}
