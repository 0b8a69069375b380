using BenchmarkDotNet.Running;
using Wujin.Renewal.Benchmarks;

// dotnet run -c Release --project tests/Wujin.Renewal.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(GeometryToGeoJson).Assembly).Run(args);
