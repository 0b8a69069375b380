using CsCheck;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core.Sketching;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests.Sketching;

public sealed class SketchTests
{
    [Fact]
    public void A_ring_within_an_outline_is_a_hole_and_one_beside_it_another_part()
    {
        var sketch = new Sketch(SketchKind.Area);
        Ring(sketch, 0, 0, 100);
        Ring(sketch, 20, 20, 30);
        Ring(sketch, 500, 0, 10);

        var area = Assert.IsType<MultiPolygon>(sketch.ToGeometry());

        Assert.Equal(2, area.NumGeometries);
        Assert.Single(((Polygon)area[0]).InteriorRings);
        Assert.True(area.IsValid);
    }

    [Fact]
    public void Undo_goes_back_step_by_step_to_nothing_and_redo_returns_the_same() => Gen.Int[0, 5].Array[1, 40].Sample(steps =>
    {
        var sketch = new Sketch(SketchKind.Area);
        var states = new List<string> { State(sketch) };
        foreach (var (step, i) in steps.Select((s, i) => (s, i)))
        {
            var (x, y) = (step * 10.0, i * 7.0);
            switch (step)
            {
                case 0: sketch.Begin(); break;
                case 1: sketch.Finish(); break;
                case 2 when sketch.Rings.Any(r => r.Count > 0): sketch.Drag(sketch.Rings.ToList().FindIndex(r => r.Count > 0), 0, x, y); sketch.Drop(); break;
                default: sketch.Add(x, y); break;
            }
        }

        var end = State(sketch);
        var count = 0;
        while (sketch.CanUndo)
        {
            sketch.Undo();
            count++;
        }

        Assert.Equal(states[0], State(sketch));
        for (; count > 0; count--)
        {
            sketch.Redo();
        }

        Assert.Equal(end, State(sketch));
    });

    [Fact]
    public void A_vertex_dragged_far_is_one_step()
    {
        var sketch = new Sketch(SketchKind.Area);
        Ring(sketch, 0, 0, 100);
        var before = State(sketch);
        for (var i = 1; i <= 10; i++)
        {
            sketch.Drag(0, 0, -i, -i);
        }

        sketch.Drop();
        sketch.Undo();

        Assert.Equal(before, State(sketch));
    }

    [Fact]
    public void An_outline_comes_back_from_the_map_where_it_was()
    {
        var given = new Polygon(new LinearRing([new(119.94, 31.70), new(119.95, 31.70), new(119.95, 31.71), new(119.94, 31.70)]));

        var back = Sketch.Of(given).ToGeometry()!;

        Assert.True(back.EqualsExact(new MultiPolygon([given]), 1e-9));
    }

    [Fact]
    public void Vertices_are_put_in_and_taken_out_and_a_ring_too_short_goes()
    {
        var sketch = new Sketch(SketchKind.Area);
        Ring(sketch, 0, 0, 100);

        Assert.True(sketch.Insert(50, 1, 5));
        Assert.Equal(5, sketch.Rings[0].Count);
        sketch.Remove(0, 1);
        sketch.Remove(0, 0);
        sketch.Remove(0, 0);
        Assert.Empty(sketch.Rings);
    }

    private static void Ring(Sketch sketch, double x, double y, double side)
    {
        sketch.Begin();
        sketch.Add(x, y);
        sketch.Add(x + side, y);
        sketch.Add(x + side, y + side);
        sketch.Add(x, y + side);
        sketch.Finish();
    }

    private static string State(Sketch sketch) => string.Join("|", sketch.Rings.Select(r => string.Join(",", r.Select(c => $"{c.X} {c.Y}"))));
}
