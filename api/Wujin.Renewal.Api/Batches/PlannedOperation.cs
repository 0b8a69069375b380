using System.Text.Json;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Batches;

/// <summary>An operation that has been read against the register: what it would write, or why it cannot.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Code">The code of its feature; empty where it has none.</param>
/// <param name="Step">What is to be run; null where there is nothing to change or it cannot be done.</param>
/// <param name="Version">The version that holds what was asked for already, where nothing differs.</param>
/// <param name="Problem">Why it cannot be done, or null.</param>
internal sealed record PlannedOperation(BatchOperation Operation, string Code, WriteStep? Step, long? Version, Problem? Problem)
{
    /// <summary>Plans an operation.</summary>
    internal static async Task<PlannedOperation> OfAsync(WriteRequest request, BatchOperation operation, CoordinateSystem crs)
    {
        var code = operation.Code ?? "";
        try
        {
            if (operation.Name == "create")
            {
                var draft = Create(request.Collection, operation, crs);
                return new PlannedOperation(operation, draft.Code!, FeatureWriter.Insertion(request.Collection, draft), null, null);
            }

            var current = await (request with { Code = code }).CurrentAsync().ConfigureAwait(false);
            if (!operation.IsAny && current.Version != operation.Version)
            {
                var condition = new IfMatch(false, [operation.Version!.Value], false);
                var basis = await (request with { Code = code }).AsReadAsync(current, operation.Version).ConfigureAwait(false);
                throw StaleWrite.Problem(current, basis, condition, operation.Name == "delete" ? null : Body(operation, basis ?? current, crs, []));
            }

            if (operation.Name == "delete")
            {
                return new PlannedOperation(operation, code, FeatureWriter.Deletion(current), null, null);
            }

            var revision = Revise(operation, current, crs);
            return revision.IsEmpty
                ? new PlannedOperation(operation, code, null, current.Version, null)
                : new PlannedOperation(operation, code, FeatureWriter.Change(current, revision.Changes, revision.Geometry), null, null);
        }
        catch (ProblemException refused)
        {
            return new PlannedOperation(operation, code, null, null, refused.Problem);
        }
    }

    private static FeatureDraft Create(CollectionDefinition collection, BatchOperation operation, CoordinateSystem crs)
    {
        var faults = new List<Fault>();
        var feature = FeatureBody.Read(operation.Body, collection, crs, isGeometryTooLarge: false, faults);
        var draft = CreateItem.Check(collection, feature, faults);
        return faults.Count == 0 ? draft : throw BodyFaults.Problem(faults, isSyntax: false);
    }

    private static Revision Revise(BatchOperation operation, FeatureSnapshot current, CoordinateSystem crs)
    {
        var faults = new List<Fault>();
        var revision = Revision.Of(current, current, Body(operation, current, crs, faults), faults);
        return faults.Count == 0 ? revision : throw BodyFaults.Problem(faults, isSyntax: false);
    }

    private static FeatureBody Body(BatchOperation operation, FeatureSnapshot target, CoordinateSystem crs, List<Fault> faults) =>
        ChangeItem.Read(operation.Body, isGeometryTooLarge: false, target, crs, isPatch: operation.Name == "patch" && operation.Body.ValueKind == JsonValueKind.Object, faults);
}
