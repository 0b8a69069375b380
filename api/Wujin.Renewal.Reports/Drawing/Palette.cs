using SkiaSharp;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Model;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>The colours of the browser map in its light form (viewer/web: palette.ts, codes.ts, style.ts), so that a site looks the same on paper.</summary>
internal static class Palette
{
    internal static readonly SKColor Paper = SKColor.Parse("#e9ecee");
    internal static readonly SKColor Land = SKColor.Parse("#f8f7f3");
    internal static readonly SKColor LandBeside = SKColor.Parse("#f0f0ec");
    internal static readonly SKColor Boundary = SKColor.Parse("#8c8578");
    internal static readonly SKColor Motorway = SKColor.Parse("#e08a3c");
    internal static readonly SKColor Major = SKColor.Parse("#f3c15f");
    internal static readonly SKColor Casing = SKColor.Parse("#c9c3b5");
    internal static readonly SKColor Text = SKColor.Parse("#24302f");
    internal static readonly SKColor Soft = SKColor.Parse("#66706e");
    internal static readonly SKColor Halo = SKColors.White;
    internal static readonly SKColor Select = SKColor.Parse("#d6006c");
    internal static readonly SKColor Line = SKColor.Parse("#d9d5ca");
    internal static readonly SKColor Accent = SKColor.Parse("#0b6b5d");
    internal static readonly SKColor Demo = SKColor.Parse("#8a4b00");
    internal static readonly SKColor Good = SKColor.Parse("#1b7837");
    internal static readonly SKColor Warning = SKColor.Parse("#c28a1e");
    internal static readonly SKColor Bad = SKColor.Parse("#a3262a");
    internal static readonly SKColor Farmland = SKColor.Parse("#c9a227");
    internal static readonly SKColor Ecological = SKColor.Parse("#c0392b");
    internal static readonly SKColor GrowthBoundary = SKColor.Parse("#7a4ea3");

    internal static SKColor Of(SiteKind kind) => kind switch
    {
        SiteKind.Compound => SKColor.Parse("#b4472a"),
        SiteKind.IndustrialPark => SKColor.Parse("#2f62ad"),
        _ => SKColor.Parse("#3f7d3a"),
    };

    internal static SKColor Of(Tone tone) => tone switch
    {
        Tone.Good => Good,
        Tone.Warning => Warning,
        Tone.Bad => Bad,
        Tone.Faint => Soft,
        _ => Accent,
    };

    /// <summary>How opaque the fill of a site is, by its stage.</summary>
    internal static float Strength(Stage stage) => stage switch
    {
        Stage.Surveyed or Stage.Suspended => 0.12f,
        Stage.Proposed => 0.24f,
        Stage.Approved => 0.36f,
        Stage.Construction => 0.52f,
        Stage.Completed => 0.68f,
        Stage.Accepted => 0.84f,
        _ => 0.04f,
    };

    internal static SKColor Faded(this SKColor colour, float opacity) => colour.WithAlpha((byte)Math.Round(255 * opacity));
}
