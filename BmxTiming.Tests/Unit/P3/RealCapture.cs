using Xunit;

namespace BmxTiming.Tests.Unit.P3;

/// <summary>
/// 371 frames of a real AMBrc decoder, from vmindru/ambp3client (Apache-2.0). They are not part of the product: BMX_SHARED names the folder
/// that holds <c>data/p3</c>, else a folder <c>shared</c> beside one of the parents of the tests is looked for.
/// </summary>
public static class RealCapture
{
    public const int Frames = 371;
    private const string Name = "ambrc-371-frames.hex";

    public static string Path
    {
        get
        {
            var path = Find();
            Assert.SkipWhen(path is null, $"The real capture {Name} is not on this machine: set BMX_SHARED to the folder with data/p3.");
            return path!;
        }
    }

    private static string? Find()
    {
        var roots = Parents().Select(static parent => System.IO.Path.Combine(parent, "shared"));
        if (Environment.GetEnvironmentVariable("BMX_SHARED") is { Length: > 0 } named)
        {
            roots = roots.Prepend(named);
        }

        return roots.Select(static root => System.IO.Path.Combine(root, "data", "p3", Name)).FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Parents()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
