using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wujin.Renewal.Api.Representations;

/// <summary>How small documents become JSON: camel case, nulls left out, Chinese as it is.</summary>
internal static class ApiJson
{
    /// <summary>Options for any type.</summary>
    internal static readonly JsonSerializerOptions Reflected = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // The default escapes every Chinese character and every <, for the sake of JSON inside HTML, which is not done here.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
