using System.Globalization;
using System.Text.Json;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>Reads filters from CQL2 JSON.</summary>
public static class FilterJsonReader
{
    /// <summary>Reads a filter.</summary>
    /// <exception cref="FilterException">It is no CQL2 JSON, or too large; the place is a JSON pointer.</exception>
    public static Expression Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > FilterLimits.Characters)
        {
            throw new FilterException(FilterPlace.OfPointer(""), FilterLimits.TooLong(json.Length));
        }

        try
        {
            // An operation is two levels of JSON: an object and its array.
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 2 * FilterLimits.Depth });
            var nodes = 0;
            return Read(document.RootElement, "", ref nodes);
        }
        catch (JsonException error)
        {
            var isDeep = error.Message.Contains("maximum configured depth", StringComparison.Ordinal);
            throw new FilterException(
                new FilterPlace((int)Math.Min(int.MaxValue, error.BytePositionInLine ?? 0)),
                isDeep ? FilterLimits.TooDeep : "This is not well-formed JSON. Expected a CQL2 expression such as {\"op\":\"=\",\"args\":[{\"property\":\"code\"},\"C1\"]}.");
        }
    }

    private static Expression Read(JsonElement json, string pointer, ref int nodes)
    {
        var at = FilterPlace.OfPointer(pointer);
        if (++nodes > FilterLimits.Nodes)
        {
            throw new FilterException(at, FilterLimits.TooMany);
        }

        return json.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => new BooleanLiteral(json.GetBoolean()) { At = at },
            JsonValueKind.String => new TextLiteral(Text(json, at)) { At = at },
            JsonValueKind.Number => Number(json, at),
            JsonValueKind.Object => ReadObject(json, pointer, ref nodes),
            _ => throw new FilterException(at, "Expected an operation, a property, a value or a geometry."),
        };
    }

    private static Expression ReadObject(JsonElement json, string pointer, ref int nodes)
    {
        var at = FilterPlace.OfPointer(pointer);
        if (json.TryGetProperty("op", out var op))
        {
            var arguments = Arguments(json, pointer);
            return Text(op, FilterPlace.OfPointer(pointer + "/op")) is var symbol && symbol == "in"
                ? ReadMembership(arguments, pointer, ref nodes)
                : ReadOperation(arguments, symbol, pointer, ref nodes);
        }

        if (json.TryGetProperty("property", out var name))
        {
            return new PropertyName(Text(name, FilterPlace.OfPointer(pointer + "/property"))) { At = at };
        }

        if (json.TryGetProperty("date", out var date))
        {
            return FilterTimes.Date(Text(date, FilterPlace.OfPointer(pointer + "/date")), at);
        }

        if (json.TryGetProperty("timestamp", out var instant))
        {
            return FilterTimes.Timestamp(Text(instant, FilterPlace.OfPointer(pointer + "/timestamp")), at);
        }

        if (json.TryGetProperty("interval", out var interval))
        {
            return ReadInterval(interval, pointer + "/interval", ref nodes) with { At = at };
        }

        if (json.TryGetProperty("bbox", out var box) && !json.TryGetProperty("coordinates", out _))
        {
            return new BoxLiteral(FilterShapes.Box(box, pointer + "/bbox")) { At = at };
        }

        return json.TryGetProperty("type", out _)
            ? new GeometryLiteral(new FilterShapes().Read(json, pointer)) { At = at }
            : throw new FilterException(at, "Expected a member op, property, date, timestamp, interval, bbox or type.");
    }

    private static JsonElement Arguments(JsonElement json, string pointer) => json.TryGetProperty("args", out var given) && given.ValueKind == JsonValueKind.Array
        ? given
        : throw new FilterException(FilterPlace.OfPointer(pointer), "An operation needs an array \"args\".");

    private static Expression ReadOperation(JsonElement given, string op, string pointer, ref int nodes)
    {
        var arguments = new List<Expression>(given.GetArrayLength());
        foreach (var argument in given.EnumerateArray())
        {
            arguments.Add(Read(argument, pointer + "/args/" + arguments.Count.ToString(CultureInfo.InvariantCulture), ref nodes));
        }

        var at = FilterPlace.OfPointer(pointer);
        return Operation(op, arguments, at) with { At = at };
    }

    private static Expression Operation(string op, List<Expression> arguments, FilterPlace at)
    {
        List<Expression> Exactly(int count) => arguments.Count == count
            ? arguments
            : throw new FilterException(at, $"\"{Schema.ValueRules.Printable(op)}\" takes {count} args, not {arguments.Count}.");

        switch (op)
        {
            case "and" or "or":
                return arguments.Count >= 2 ? new Junction(op == "and", arguments) : throw new FilterException(at, $"\"{op}\" takes 2 args or more, not {arguments.Count}.");
            case "not":
                return new Negation(Exactly(1)[0]);
            case "like":
                return new Like(Exactly(2)[0], arguments[1]);
            case "between":
                return new Between(Exactly(3)[0], arguments[1], arguments[2]);
            case "isNull":
                return new NullTest(Exactly(1)[0]);
            case "casei" or "accenti":
                return new Folded(op == "casei", Exactly(1)[0]);
            case "-" when arguments is [NumberLiteral number]:
                return number.Negate();
        }

        return OperatorNames.Comparisons.TryGetValue(op, out var comparison) ? new Comparison(comparison, Exactly(2)[0], arguments[1])
            : OperatorNames.Arithmetics.TryGetValue(op, out var sign) ? new Arithmetic(sign, Exactly(2)[0], arguments[1])
            : OperatorNames.Spatials.TryGetValue(op, out var spatial) ? new SpatialPredicate(spatial, Exactly(2)[0], arguments[1])
            : OperatorNames.Temporals.TryGetValue(op, out var temporal) ? new TemporalPredicate(temporal, Exactly(2)[0], arguments[1])
            : new FunctionCall(op, arguments);
    }

    private static Membership ReadMembership(JsonElement given, string pointer, ref int nodes)
    {
        var at = FilterPlace.OfPointer(pointer);
        if (given.GetArrayLength() != 2 || given[1].ValueKind != JsonValueKind.Array || given[1].GetArrayLength() == 0)
        {
            throw new FilterException(at, "\"in\" takes 2 args: a value and an array of at least one.");
        }

        var value = Read(given[0], pointer + "/args/0", ref nodes);
        var items = new List<Expression>(given[1].GetArrayLength());
        foreach (var item in given[1].EnumerateArray())
        {
            items.Add(Read(item, pointer + "/args/1/" + items.Count.ToString(CultureInfo.InvariantCulture), ref nodes));
        }

        return new Membership(value, items) { At = at };
    }

    private static Interval ReadInterval(JsonElement ends, string pointer, ref int nodes)
    {
        if (ends.ValueKind != JsonValueKind.Array || ends.GetArrayLength() != 2)
        {
            throw new FilterException(FilterPlace.OfPointer(pointer), "Expected an array of a start and a finish; \"..\" for an open one.");
        }

        var pair = new Expression?[2];
        for (var i = 0; i < 2; i++)
        {
            var place = pointer + "/" + i.ToString(CultureInfo.InvariantCulture);
            pair[i] = ends[i].ValueKind == JsonValueKind.String
                ? FilterTimes.End(Text(ends[i], FilterPlace.OfPointer(place)), FilterPlace.OfPointer(place))
                : Read(ends[i], place, ref nodes);
        }

        return new Interval(pair[0], pair[1]);
    }

    private static NumberLiteral Number(JsonElement json, FilterPlace at)
    {
        var nearest = json.GetDouble();
        return double.IsFinite(nearest)
            ? new NumberLiteral(FilterNumbers.Exact(json.GetRawText()), nearest) { At = at }
            : throw new FilterException(at, "The number is too large.");
    }

    private static string Text(JsonElement json, FilterPlace at)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            throw new FilterException(at, "Expected a text.");
        }

        try
        {
            return FilterNumbers.CheckText(json.GetString()!, at);
        }
        catch (InvalidOperationException)
        {
            throw new FilterException(at, "The text holds half of a surrogate pair. Expected well-formed Unicode.");
        }
    }
}
