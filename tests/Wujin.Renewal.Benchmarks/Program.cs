using BenchmarkDotNet.Running;
using Wujin.Renewal.Benchmarks;
using Wujin.Renewal.Benchmarks.Peers;

// dotnet run -c Release --project tests/Wujin.Renewal.Benchmarks -- --filter '*'
// "origins" and "isochrones" are our side of tests/peers/isochrones.sh; connectivity.sh asks the engine alone by "isochrones" too.
switch (args)
{
    case ["origins", var graph, var count]:
        OriginsOnRoads.Write(graph, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), Console.Out);
        break;
    case ["isochrones", var graph, var origins, var minutes, var rounds]:
        IsochroneRun.Measure(graph, origins, minutes, int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture), Console.Out);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(GeometryToGeoJson).Assembly).Run(args);
        break;
}
