using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>
/// Real data that is not part of the product: <c>BMX_SHARED</c> names the folder that holds <c>data</c>, else a folder <c>shared</c> beside
/// one of the parents of the tests is looked for. Where it is absent, the test is skipped and says so.
/// </summary>
internal static class SharedData
{
    public static string Path(string folder, string name)
    {
        var path = Roots().Select(root => System.IO.Path.Combine(root, "data", folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not on this machine: set BMX_SHARED to the folder with data/{folder}.");
        return path!;
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("BMX_SHARED") is { Length: > 0 } named)
        {
            yield return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return System.IO.Path.Combine(folder.FullName, "shared");
        }
    }
}
