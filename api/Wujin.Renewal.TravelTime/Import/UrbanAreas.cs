using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>
/// Tells built-up areas by the density of their streets (no motorways, service roads, tracks or paths), over cells of some hundred metres, each taken with its
/// eight neighbours. Land use would tell too, but is mapped in few Chinese towns.
/// </summary>
internal sealed class UrbanAreas(SpeedModel model)
{
    private const int Neighbourhood = 3;

    private readonly Dictionary<(int Row, int Column), double> _streetMetres = [];

    /// <summary>Whether a class counts as street.</summary>
    public static bool IsStreet(RoadClass roadClass) => roadClass is >= RoadClass.Trunk and <= RoadClass.LivingStreet;

    /// <summary>Adds a piece of street.</summary>
    /// <param name="middle">Its middle.</param>
    /// <param name="metres">Its length.</param>
    public void Add(Position middle, double metres)
    {
        var row = RowOf(middle);
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_streetMetres, (row, ColumnOf(middle, row)), out _) += metres;
    }

    /// <summary>Whether a place is within a built-up area.</summary>
    public bool Contains(Position place)
    {
        var metres = 0.0;
        var middle = RowOf(place);
        for (var row = middle - 1; row <= middle + 1; row++)
        {
            var column = ColumnOf(place, row);
            for (var c = column - 1; c <= column + 1; c++)
            {
                metres += _streetMetres.GetValueOrDefault((row, c));
            }
        }

        var squareMetres = Math.Pow(Neighbourhood * model.UrbanCellMetres, 2);
        return metres * 1000 / squareMetres >= model.UrbanStreetKmPerKm2;
    }

    private int RowOf(Position place) => (int)Math.Floor(place.LatE7 / CellHeight);

    // Columns are as wide as rows are high, wherever the row is.
    private int ColumnOf(Position place, int row) =>
        (int)Math.Floor(place.LonE7 * GroundDistance.LocalScale.At((row + 0.5) * CellHeight).MetresPerLonUnit / model.UrbanCellMetres);

    private double CellHeight => model.UrbanCellMetres / GroundDistance.LocalScale.At(0).MetresPerLatUnit;
}
