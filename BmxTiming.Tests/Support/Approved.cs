using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Xunit;

namespace BmxTiming.Tests.Support;

/// <summary>
/// Compares text with a file beside the test, <c>{Class}.{Method}.verified.{extension}</c>. A difference, or a missing
/// file, fails and leaves <c>.received.</c> beside it: to approve, rename it. Names follow Verify, so that a move to
/// that library is mechanical.
/// </summary>
internal static class Approved
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n" };

    public static void Text(
        string actual, string extension = "txt", [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}");
        Files(actual, $"{stem}.verified.{extension}", $"{stem}.received.{extension}");
    }

    /// <summary>Compares with a file that has another purpose as well.</summary>
    public static void Files(string actual, string verified, string received)
    {
        var normalised = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (normalised == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, normalised, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.Fail(expected is null
            ? $"{verified} does not exist; what was received is in {received}."
            : $"Differs from {verified} at line {FirstDifference(expected, normalised)}; what was received is in {received}.");
    }

    /// <summary>JSON documents, one after another, indented.</summary>
    public static void Json(
        IEnumerable<ReadOnlyMemory<byte>> documents, [CallerFilePath] string file = "", [CallerMemberName] string method = "") =>
        Text(
            "[\n" + string.Join(",\n", documents.Select(d => JsonSerializer.Serialize(JsonDocument.Parse(d).RootElement, s_indented))) + "\n]",
            "json",
            file,
            method);

    private static int FirstDifference(string expected, string actual)
    {
        var pairs = expected.Split('\n').Zip(actual.Split('\n')).Select((pair, i) => (pair, Line: i + 1));
        return pairs.FirstOrDefault(p => p.pair.First != p.pair.Second, (default, Math.Min(Lines(expected), Lines(actual)))).Item2;
    }

    private static int Lines(string text) => text.Count(c => c == '\n') + 1;
}
