using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Osm;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Roads;

/// <summary>Turns what goes wrong with files of roads into one line that says what to do.</summary>
internal static class RoadFaults
{
    /// <summary>Runs work on another thread.</summary>
    /// <returns><see cref="ExitCodes.Done"/>.</returns>
    /// <exception cref="WorkFailedException">A file is missing, damaged, or of another kind.</exception>
    public static async Task<int> Tell(Action work)
    {
        try
        {
            await Task.Run(work);
            return ExitCodes.Done;
        }
        catch (Exception fault) when (fault is OsmFileException or GraphFileException or SpeedModelException or InvalidDataException)
        {
            throw new WorkFailedException(fault.Message.ReplaceLineEndings(" "), fault);
        }
        catch (FileNotFoundException missing)
        {
            throw new WorkFailedException($"{missing.FileName} is not there. Give the path of an existing file.", missing);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new WorkFailedException($"{fault.Message.ReplaceLineEndings(" ")} Look at the path, the rights and the space on the disk.", fault);
        }
    }
}
