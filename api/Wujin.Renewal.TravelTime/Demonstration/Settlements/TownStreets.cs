using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Settlements;

/// <summary>Draws the streets of a settlement: ring road, main roads from outside, main streets, and what divides it into blocks.</summary>
internal sealed class TownStreets
{
    // A lesser street so close beside a main road would only double it.
    private const double BesideMetres = 75;

    private readonly Settlement _settlement;
    private readonly Waters _waters;
    private readonly SeededRandom _random;
    private readonly MadeUpNames _names;
    private readonly Junctions _junctions = new();
    private readonly LineWork _work;
    private readonly PieceIndex _mainRoads = new(300);

    private TownStreets(Settlement settlement, Waters waters, ulong seed)
    {
        (_settlement, _waters) = (settlement, waters);
        _random = SeededRandom.For(seed, "streets " + settlement.Key);
        _names = new MadeUpNames(_random);
        _work = new LineWork(_junctions);
    }

    /// <summary>Draws all streets.</summary>
    /// <param name="settlement">Where.</param>
    /// <param name="blockMetres">Usual edge of a block.</param>
    /// <param name="country">Junctions of the open country, for the gates.</param>
    /// <param name="waters">What is bridged by main streets and ends others.</param>
    /// <param name="seed">Decides.</param>
    public static (List<Chain> Chains, Junctions Junctions) Draw(Settlement settlement, double blockMetres, Junctions country, Waters waters, ulong seed)
    {
        var streets = new TownStreets(settlement, waters, seed);
        streets.AddRing(country);
        streets.AddThrough();
        streets.AddMainStreets();
        streets.AddBlocks(blockMetres);
        return (OneWays.Allowed(Connected.Largest(streets._work.Chains(), streets._junctions)), streets._junctions);
    }

    private void AddRing(Junctions country)
    {
        var ring = _settlement.Outline.Ring;
        var style = new RoadStyle(_settlement.Size.Ring, ShortName + "环路", _settlement.NameEn + " Ring Road") { MaxSpeedKmh = _settlement.Size.IsCity ? 80 : 60 };
        var line = _work.Add(new RoadLine(style, ring, _waters.Spans(ring)));
        foreach (var gate in _settlement.Gates)
        {
            var junction = _work.Cut(line, ring.Nearest(country.Position(gate)).Along);
            _junctions.SetNodeId(junction, country.NodeId(gate));
        }

        _work.Cut(line, 0);
        _work.Cut(line, ring.Length);
    }

    private string ShortName => _settlement.NameZh.TrimEnd('镇', '区', '市').Replace("街道", string.Empty, StringComparison.Ordinal);

    private void AddThrough()
    {
        foreach (var road in _settlement.Through)
        {
            _mainRoads.Add(_work.Add(road), road.Shape);
        }
    }

    private void AddMainStreets()
    {
        foreach (var street in _settlement.MainStreets())
        {
            var (zh, en) = _names.Street(_settlement.Size.Cross);
            Add(new RoadStyle(_settlement.Size.Cross, zh, en) { MaxSpeedKmh = _settlement.Size.IsCity ? 60 : 50 }, street);
        }
    }

    private void AddBlocks(double blockMetres)
    {
        foreach (var street in new BlockDivision(_settlement, blockMetres, _random).Divide())
        {
            var line = _settlement.Frame.Line(street.AlongU, street.At, street.From, street.To);
            var style = Style(street);
            foreach (var (from, to) in _settlement.Outline.Inside(line))
            {
                if (line.Part(from, to) is { } part)
                {
                    Add(style, part);
                }
            }
        }
    }

    private RoadStyle Style(Street street)
    {
        var isNamed = street.Class is not RoadClass.Service && (street.Class is not RoadClass.LivingStreet || _random.Chance(0.5));
        var (zh, en) = isNamed ? _names.Street(street.Class) : (string.Empty, string.Empty);
        var isOneWay = street.Class is RoadClass.Tertiary or RoadClass.Residential && street.To - street.From > 220 && _random.Chance(0.1);
        return new RoadStyle(street.Class, zh, en)
        {
            IsOneWay = isOneWay,
            MaxSpeedKmh = street.Class switch
            {
                RoadClass.Primary => 60,
                RoadClass.Secondary => 50,
                RoadClass.Tertiary => _random.Chance(0.7) ? 40 : 0,
                RoadClass.Residential => _random.Chance(0.35) ? 30 : 0,
                _ => 0,
            },
        };
    }

    private void Add(RoadStyle style, Polyline line)
    {
        var isBridged = style.Class <= RoadClass.Secondary || (style.Class == RoadClass.Tertiary && _random.Chance(0.3));
        foreach (var part in Apart(style, line))
        {
            if (isBridged)
            {
                _work.Add(new RoadLine(style, part, _waters.Spans(part)));
            }
            else
            {
                foreach (var dry in _waters.DryParts(part))
                {
                    _work.Add(new RoadLine(style, dry, []));
                }
            }
        }
    }

    // The parts that do not run beside a main road.
    private IEnumerable<Polyline> Apart(RoadStyle style, Polyline line)
    {
        const double Step = 40;
        var near = new List<int>();
        var from = 0.0;
        for (var at = Step / 2; at < line.Length; at += Step)
        {
            if (_mainRoads.Count > 0 && style.Class > _settlement.Size.Cross && IsBeside(line.At(at), line.DirectionAt(at), near))
            {
                if (line.Part(from, at - (Step / 2)) is { Length: > 60 } part)
                {
                    yield return part;
                }

                from = at + (Step / 2);
            }
        }

        if (line.Part(from, line.Length) is { } last && (from == 0 || last.Length > 60))
        {
            yield return last;
        }
    }

    private bool IsBeside(Vec place, Vec direction, List<int> near)
    {
        _mainRoads.Near(place, place, BesideMetres, near);
        foreach (var number in near)
        {
            var piece = _mainRoads[number];
            var line = new Polyline([piece.From, piece.To]);
            if (line.Nearest(place).Distance < BesideMetres && Math.Abs(line.DirectionAt(0).Cross(direction)) < 0.42)
            {
                return true;
            }
        }

        return false;
    }
}
