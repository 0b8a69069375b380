using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Processes.Schemas;

/// <summary>A list of values of one kind.</summary>
/// <param name="Items">What each may be.</param>
/// <param name="Minimum">At least so many.</param>
/// <param name="Maximum">At most so many.</param>
internal sealed record ListSchema(ValueSchema Items, int Minimum, int Maximum) : ValueSchema
{
    /// <summary>No value may occur twice.</summary>
    internal bool IsUnique { get; init; }

    /// <inheritdoc/>
    internal override string Expected => string.Create(CultureInfo.InvariantCulture, $"an array of {Minimum} to {Maximum:N0} values, each {Items.Expected}");

    /// <inheritdoc/>
    internal override bool IsKind(JsonElement value) => value.ValueKind == JsonValueKind.Array;

    /// <inheritdoc/>
    internal override void Check(JsonElement value, string pointer, List<Fault> faults)
    {
        if (!IsKind(value))
        {
            faults.Add(new Fault(pointer, $"This is {JsonValues.Shown(value)}; expected {Expected}."));
            return;
        }

        var count = value.GetArrayLength();
        if (count < Minimum || count > Maximum)
        {
            faults.Add(new Fault(pointer, string.Create(CultureInfo.InvariantCulture, $"This has {count:N0} values; from {Minimum} to {Maximum:N0} are taken.")));
            if (count > Maximum)
            {
                return;
            }
        }

        var index = 0;
        var seen = IsUnique ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var item in value.EnumerateArray())
        {
            var place = Below(pointer, index++.ToString(CultureInfo.InvariantCulture));
            Items.Check(item, place, faults);
            if (seen?.Add(item.GetRawText()) == false)
            {
                faults.Add(new Fault(place, "This value is given twice; give it once."));
            }
        }
    }

    /// <inheritdoc/>
    protected override OpenApiSchema Describe(Language language) => new()
    {
        Type = JsonSchemaType.Array,
        Items = Items.ToOpenApi(language),
        MinItems = Minimum,
        MaxItems = Maximum,
        UniqueItems = IsUnique ? true : null,
    };
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What it may be.</param>
/// <param name="IsRequired">It must be there.</param>
internal sealed record MemberSchema(string Name, ValueSchema Schema, bool IsRequired = false);

/// <summary>An object with members by name.</summary>
/// <param name="Members">The members it knows.</param>
internal sealed record ObjectSchema(IReadOnlyList<MemberSchema> Members) : ValueSchema
{
    /// <summary>Other members are let through; else each is a fault.</summary>
    internal bool IsOpen { get; init; }

    /// <inheritdoc/>
    internal override string Expected => "an object with " + string.Join(", ", Members.Select(m => m.Name));

    /// <inheritdoc/>
    internal override bool IsKind(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    /// <inheritdoc/>
    internal override void Check(JsonElement value, string pointer, List<Fault> faults)
    {
        if (!IsKind(value))
        {
            faults.Add(new Fault(pointer, $"This is {JsonValues.Shown(value)}; expected {Expected}."));
            return;
        }

        foreach (var member in Members)
        {
            if (value.TryGetProperty(member.Name, out var given))
            {
                member.Schema.Check(given, Below(pointer, member.Name), faults);
            }
            else if (member.IsRequired)
            {
                faults.Add(new Fault(Below(pointer, member.Name), $"{member.Name} is missing; expected {member.Schema.Expected}."));
            }
        }

        if (!IsOpen)
        {
            foreach (var unknown in value.EnumerateObject().Where(p => Members.All(m => m.Name != p.Name)))
            {
                faults.Add(new Fault(Below(pointer, unknown.Name), $"There is no such member; expected {Expected}."));
            }
        }
    }

    /// <inheritdoc/>
    protected override OpenApiSchema Describe(Language language) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = Members.ToDictionary(m => m.Name, m => (IOpenApiSchema)m.Schema.ToOpenApi(language), StringComparer.Ordinal),
        Required = Members.Any(m => m.IsRequired) ? Members.Where(m => m.IsRequired).Select(m => m.Name).ToHashSet(StringComparer.Ordinal) : null,
        AdditionalPropertiesAllowed = IsOpen,
    };
}

/// <summary>One of several kinds of value, told apart by their JSON kind.</summary>
/// <param name="Options">The kinds.</param>
internal sealed record ChoiceSchema(IReadOnlyList<ValueSchema> Options) : ValueSchema
{
    /// <inheritdoc/>
    internal override string Expected => string.Join(", or ", Options.Select(o => o.Expected));

    /// <inheritdoc/>
    internal override bool IsKind(JsonElement value) => Options.Any(o => o.IsKind(value));

    /// <inheritdoc/>
    internal override void Check(JsonElement value, string pointer, List<Fault> faults)
    {
        if (Options.FirstOrDefault(o => o.IsKind(value)) is { } option)
        {
            option.Check(value, pointer, faults);
        }
        else
        {
            faults.Add(new Fault(pointer, $"This is {JsonValues.Shown(value)}; expected {Expected}."));
        }
    }

    /// <inheritdoc/>
    protected override OpenApiSchema Describe(Language language) => new() { OneOf = [.. Options.Select(o => (IOpenApiSchema)o.ToOpenApi(language))] };
}

/// <summary>A position: longitude and latitude in degrees, WGS 84.</summary>
internal sealed record PositionSchema : ValueSchema
{
    /// <inheritdoc/>
    internal override string Expected => "a position [longitude, latitude] in degrees";

    /// <inheritdoc/>
    internal override bool IsKind(JsonElement value) => value.ValueKind == JsonValueKind.Array;

    /// <inheritdoc/>
    internal override void Check(JsonElement value, string pointer, List<Fault> faults)
    {
        if (!IsKind(value) || value.GetArrayLength() != 2 || !IsNumber(value[0], out var longitude) || !IsNumber(value[1], out var latitude))
        {
            faults.Add(new Fault(pointer, $"This is {JsonValues.Shown(value)}; expected {Expected}."));
        }
        else if (longitude is < -180 or > 180 || latitude is < -90 or > 90)
        {
            var swapped = Math.Abs(longitude) <= 90 && Math.Abs(latitude) <= 180 ? " Longitude comes first." : "";
            faults.Add(new Fault(pointer, string.Create(CultureInfo.InvariantCulture, $"[{longitude}, {latitude}] is no place on earth; expected {Expected}.{swapped}")));
        }
    }

    /// <inheritdoc/>
    protected override OpenApiSchema Describe(Language language) => new()
    {
        Type = JsonSchemaType.Array,
        Description = language.Pick("经度、纬度（度，WGS 84）", "Longitude, latitude (degrees, WGS 84)"),
        Items = new OpenApiSchema { Type = JsonSchemaType.Number },
        MinItems = 2,
        MaxItems = 2,
    };

    private static bool IsNumber(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number);
    }
}
