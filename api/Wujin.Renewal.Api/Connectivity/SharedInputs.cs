using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>Inputs that several processes have, and how they are read.</summary>
internal static class SharedInputs
{
    /// <summary>A place: a position, or the code of a place or platform.</summary>
    internal static readonly ChoiceSchema Place = new([new PositionSchema(), new TextSchema { MaximumLength = 64 }]);

    /// <summary>What moves and when.</summary>
    internal static readonly InputDefinition Profile = new(
        "profile", "出行方式", "Profile", new TextSchema { Codes = [.. Profiles.All.Select(p => p.Name())], Default = JsonValue.Create("car") })
    {
        DescriptionZh = "car 小汽车自由流，car-peak-am 早高峰，car-peak-pm 晚高峰，ebike 电动自行车，walk 步行。",
        DescriptionEn = "car in free flow, at the morning or the evening peak, ebike, walk.",
    };

    /// <summary>From the place or to it.</summary>
    internal static readonly InputDefinition Direction = new(
        "direction", "方向", "Direction", new TextSchema { Codes = ["from", "to"], Default = JsonValue.Create("from") })
    {
        DescriptionZh = "from：由该点出发；to：到达该点。",
        DescriptionEn = "from the place, or to it.",
    };

    /// <summary>The profile of a run.</summary>
    internal static Profile ProfileOf(ProcessInputs inputs) =>
        Profiles.TryParse(inputs.Text("profile")!, out var profile) ? profile : throw new InvalidOperationException("The profile was judged already.");

    /// <summary>A position in JSON.</summary>
    internal static Position Position(JsonElement json) => TravelTime.Network.Position.FromDegrees(json[0].GetDouble(), json[1].GetDouble());
}
