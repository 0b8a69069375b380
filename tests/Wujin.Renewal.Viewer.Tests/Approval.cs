using Avalonia.Media.Imaging;
using SkiaSharp;
using Xunit;

namespace Wujin.Renewal.Viewer.Tests;

/// <summary>
/// Compares a picture with the approved one of that name: coarse cells, so that fonts and edges of another machine do not matter, but a layer that is
/// missing, shifted or of another colour does. <c>WUJIN_APPROVE=1</c> writes the picture as approved, for a person to look at.
/// </summary>
internal static class Approval
{
    private const int Cells = 48;
    private const double LargestMeanDifference = 4;

    internal static void Check(Bitmap picture, string name)
    {
        using var stream = new MemoryStream();
        picture.Save(stream);
        var file = Path.Combine(AppContext.BaseDirectory, "approved", name + ".png");
        if (Environment.GetEnvironmentVariable("WUJIN_APPROVE") == "1")
        {
            var source = Path.Combine(Source(), "approved");
            Directory.CreateDirectory(source);
            File.WriteAllBytes(Path.Combine(source, name + ".png"), stream.ToArray());
            return;
        }

        var (got, approved) = (Coarse(stream.ToArray()), Coarse(File.ReadAllBytes(file)));
        var difference = got.Zip(approved, (a, b) => Math.Abs(a - b)).Average();
        if (difference > LargestMeanDifference)
        {
            var path = Path.Combine(Path.GetTempPath(), $"wujin-{name}.png");
            File.WriteAllBytes(path, stream.ToArray());
            Assert.Fail($"{name} differs from the approved picture by {difference:0.0} of 255 in the mean; at most {LargestMeanDifference}. It is at {path}.");
        }
    }

    private static double[] Coarse(byte[] png)
    {
        using var whole = SKBitmap.Decode(png);
        // Halving again and again is averaging: one large step would only pick points.
        var steps = whole;
        while (steps.Width > 2 * Cells)
        {
            var half = new SKBitmap(steps.Width / 2, steps.Height / 2);
            var (from, wide) = (steps.Pixels, steps.Width);
            half.Pixels = [.. Enumerable.Range(0, half.Width * half.Height).Select(i =>
            {
                var at = (i / half.Width * 2 * wide) + (i % half.Width * 2);
                SKColor[] four = [from[at], from[at + 1], from[at + wide], from[at + wide + 1]];
                return new SKColor((byte)four.Average(c => c.Red), (byte)four.Average(c => c.Green), (byte)four.Average(c => c.Blue));
            })];
            steps = half;
        }

        return [.. steps.Pixels.SelectMany(p => new double[] { p.Red, p.Green, p.Blue })];
    }

    private static string Source()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wujin.Renewal.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "Wujin.Renewal.Viewer.Tests");
    }
}
