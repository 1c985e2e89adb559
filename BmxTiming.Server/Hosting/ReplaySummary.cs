using System.Globalization;
using BmxTiming.Server.RaceEngine.Replay;

namespace BmxTiming.Server.Hosting;

/// <summary>The last line of a replay.</summary>
/// <param name="ToRawSeq">Sequence of the last raw message folded.</param>
/// <param name="Events">Events the fold gave.</param>
/// <param name="Equal">Of them, equal to the stored ones to the last byte.</param>
/// <param name="Expired">Of them, no longer stored, and so not compared.</param>
/// <param name="FoldVersion">The fold of this program.</param>
/// <param name="StoredFolds">The folds that wrote the stored events; 0 = they do not say.</param>
internal sealed record ReplaySummary(
    string TrackId, long RawMessages, long ToRawSeq, long Events, bool Verified, long? Equal, long? Differences, long? Expired,
    int FoldVersion, IReadOnlyList<long> StoredFolds)
{
    public override string ToString()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"replay: {TrackId}: {RawMessages} raw messages up to {ToRawSeq}, {Events} events");
        if (!Verified)
        {
            return text;
        }

        text += string.Create(CultureInfo.InvariantCulture, $"; {Equal} equal, {Differences} differences");
        text += Expired is { } expired ? string.Create(CultureInfo.InvariantCulture, $", {expired} no longer stored") : "";
        var others = StoredFolds.Where(fold => fold != FoldVersion).ToArray();
        return others.Length == 0
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text}; written by fold {string.Join(", ", others)}, this is fold {FoldVersion}");
    }

    public static string Text(ReplayDifference difference)
    {
        var place = string.Create(
            CultureInfo.InvariantCulture,
            $"{difference.Difference}: {difference.Kind} from raw {difference.RawSeq} #{difference.Ordinal}, stream {(difference.StreamSeq is { } seq ? seq : "-")}");
        place += difference.AtByte is { } at ? string.Create(CultureInfo.InvariantCulture, $", byte {at}") : "";
        return string.Join(
            '\n',
            new[]
            {
                place,
                difference.Stored is { } stored ? $"  stored: …{stored}…" : null,
                difference.Folded is { } folded ? $"  folded: …{folded}…" : null,
            }.OfType<string>());
    }
}
