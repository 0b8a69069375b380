using SkiaSharp;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>Finds room for names: each is tried at its best place first, then beside it, and left out where it would lie on another.</summary>
internal sealed class LabelPlacement(SKRect frame)
{
    private readonly List<SKRect> _taken = [];

    /// <summary>Keeps names away from a box.</summary>
    internal void Take(SKRect box) => _taken.Add(box);

    /// <summary>Places a name of a width and height around a point.</summary>
    /// <param name="at">The point.</param>
    /// <param name="width">Of the name.</param>
    /// <param name="height">Of the name.</param>
    /// <param name="distance">How far from the point it must stay; 0 puts its middle on the point first.</param>
    /// <returns>Its box, or null where there is no room.</returns>
    internal SKRect? Place(SKPoint at, float width, float height, float distance)
    {
        foreach (var (x, y) in Candidates(width, height, distance))
        {
            var box = SKRect.Create(at.X + x, at.Y + y, width, height);
            if (frame.Contains(box) && !_taken.Exists(t => t.IntersectsWith(box)))
            {
                var padded = box;
                padded.Inflate(3, 1.5f);
                _taken.Add(padded);
                return box;
            }
        }

        return null;
    }

    private static IEnumerable<(float X, float Y)> Candidates(float width, float height, float distance)
    {
        if (distance == 0)
        {
            yield return (-width / 2, -height / 2);
            foreach (var shift in (float[])[0.8f, -0.8f, 1.6f, -1.6f, 2.4f, -2.4f])
            {
                yield return (-width / 2, (-height / 2) + (shift * height));
            }

            foreach (var shift in (float[])[0.35f, -0.35f, 0.7f, -0.7f])
            {
                yield return ((-width / 2) + (shift * width), -height / 2);
                yield return ((-width / 2) + (shift * width), height * 0.4f);
                yield return ((-width / 2) + (shift * width), -height * 1.4f);
            }

            yield break;
        }

        foreach (var reach in (float[])[distance, distance * 2])
        {
            yield return (reach, -height / 2);
            yield return (-width - reach, -height / 2);
            yield return (-width / 2, reach);
            yield return (-width / 2, -height - reach);
            yield return (reach, reach * 0.5f);
            yield return (reach, (-reach * 0.5f) - height);
            yield return (-width - reach, reach * 0.5f);
            yield return (-width - reach, (-reach * 0.5f) - height);
        }
    }
}
