using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using BmxTiming.Protocol.Time;
using BmxTiming.Server.Platform;
using BmxTiming.Server.Scoring.Meetings;

namespace BmxTiming.Server.Hosting;

/// <summary>
/// Reads a meeting file: places, codes and times by class, rider and round. Sheets of many programs are brought into this form, so
/// members that scoring does not need are left alone; a needed one that can not be read is refused with its place in the file.
/// </summary>
internal static class MeetingFileReader
{
    public const string Malformed = "meeting_malformed";

    public static Result<MeetingSheet> Read(string text)
    {
        try
        {
            using var file = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = file.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? Result.Ok(new MeetingSheet(Text(root, "meeting", "the meeting") ?? "", List(root, "classes", "the meeting", Class, required: true)))
                : Result.Fail<MeetingSheet>(Malformed, "A meeting is a JSON object with meeting and classes.");
        }
        catch (JsonException e)
        {
            return Result.Fail<MeetingSheet>(Malformed, e.Message);
        }
    }

    private static ClassSheet Class(JsonElement element, string at)
    {
        var name = Text(element, "name", at) ?? throw Bad(at, "name", "is missing");
        return new ClassSheet(name, Whole(element, "n", name), Flag(element, "complete", name) ?? true, List(element, "riders", name, Rider));
    }

    private static RiderSheet Rider(JsonElement element, string at)
    {
        var number = Text(element, "number", at) ?? Text(element, "name", at) ?? throw Bad(at, "number", "is missing");
        at = $"{at} of {number}";
        return new RiderSheet(
            number, List(element, "rounds", at, Round), Whole(element, "total_points", at), Whole(element, "final_rank", at), Whole(element, "listed_at", at));
    }

    private static ResultSheet Round(JsonElement element, string at)
    {
        var round = Text(element, "round", at) ?? throw Bad(at, "round", "is missing");
        at = $"{at}, {round}";
        return new ResultSheet(
            round, Text(element, "heat", at), Whole(element, "lane", at), Whole(element, "place", at), Text(element, "code", at),
            Whole(element, "points", at), Whole(element, "points_running_total", at), Time(element, at));
    }

    private static ImmutableArray<T> List<T>(JsonElement element, string member, string at, Func<JsonElement, string, T> read, bool required = false)
    {
        if (Member(element, member) is not { } list)
        {
            return required ? throw Bad(at, member, "is missing") : [];
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object)
            ? [.. list.EnumerateArray().Select((item, i) => read(item, string.Create(CultureInfo.InvariantCulture, $"{at}, {member}[{i}]")))]
            : throw Bad(at, member, "must be an array of objects");
    }

    /// <summary>Plates and heats are names, which some sheets write as numbers.</summary>
    private static string? Text(JsonElement element, string member, string at) => Member(element, member) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw Bad(at, member, "must be a text"),
    };

    private static int? Whole(JsonElement element, string member, string at)
    {
        if (Member(element, member) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            && decimal.Truncate(number) == number && Math.Abs(number) < int.MaxValue
            ? (int)number
            : throw Bad(at, member, "must be a whole number");
    }

    private static bool? Flag(JsonElement element, string member, string at) => Member(element, member) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Bad(at, member, "must be true or false"),
    };

    /// <summary>Seconds, or minutes and seconds: "48.776", "1:04.745".</summary>
    private static Micros? Time(JsonElement element, string at)
    {
        if (Text(element, "time", at) is not { } text)
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var minutes = 0L;
        var good = decimal.TryParse(text[(colon + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && (colon < 0 || (long.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out minutes) && seconds < 60));
        return good && seconds < 86_400 && minutes < 1_440
            ? new Micros((long)(((minutes * 60) + seconds) * Micros.PerSecond))
            : throw Bad(at, "time", "must be seconds (48.776) or minutes and seconds (1:04.745)");
    }

    private static JsonElement? Member(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonException Bad(string at, string member, string what) => new($"{at}: {member} {what}.");
}
