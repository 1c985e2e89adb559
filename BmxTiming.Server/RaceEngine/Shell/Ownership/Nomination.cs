using BmxTiming.Protocol.Ids;

namespace BmxTiming.Server.RaceEngine.Shell.Ownership;

/// <summary>A worker as the others see it.</summary>
/// <param name="Fold">The newest fold it can run.</param>
/// <param name="Load">Tracks it runs.</param>
internal readonly record struct Candidate(string Worker, int Fold, int Load);

/// <summary>A track that nobody runs.</summary>
/// <param name="Fold">The fold its log was last run with; 0 = not known.</param>
/// <param name="GivenBackBy">Who has just given it back, and should not be the one to take it.</param>
internal readonly record struct FreeTrack(TrackId Track, int Fold, string? GivenBackBy = null);

/// <summary>
/// Who takes what. Every worker computes it from what it sees; those who see the same name the same worker, so that
/// free tracks are spread evenly without anybody being asked.
/// </summary>
internal static class Nomination
{
    /// <summary>The worker for each free track; a track that no candidate can run is absent.</summary>
    public static SortedDictionary<TrackId, string> Of(IEnumerable<FreeTrack> tracks, IEnumerable<Candidate> candidates)
    {
        var loads = candidates.ToDictionary(static candidate => candidate.Worker, StringComparer.Ordinal);
        var nominees = new SortedDictionary<TrackId, string>();
        foreach (var (track, fold, givenBackBy) in tracks.OrderBy(static free => free.Track))
        {
            var able = loads.Values.Where(candidate => candidate.Fold >= fold && candidate.Worker != givenBackBy).ToArray();
            if (able.Length == 0)
            {
                continue;
            }

            // The hash only breaks ties, and otherwise for each track: many small installations start with one track.
            var nominee = able.MinBy(candidate => (candidate.Load, DerivedId.From(track.Value, candidate.Worker)));
            nominees.Add(track, nominee.Worker);
            loads[nominee.Worker] = nominee with { Load = nominee.Load + 1 };
        }

        return nominees;
    }

    /// <summary>
    /// A track that <paramref name="me"/> should hand on, or <c>null</c>. Only the most loaded worker gives, and only
    /// where that makes the two more even than they were: a difference of one is left alone.
    /// </summary>
    public static TrackId? Surplus(string me, IReadOnlyCollection<FreeTrack> mine, IReadOnlyCollection<Candidate> candidates)
    {
        var mostLoaded = candidates.OrderByDescending(static c => c.Load).ThenBy(static c => c.Worker, StringComparer.Ordinal).First();
        if (mostLoaded.Worker != me)
        {
            return null;
        }

        foreach (var (track, fold, _) in mine.OrderBy(static track => track.Track))
        {
            if (candidates.Any(other => other.Fold >= fold && other.Load <= mostLoaded.Load - 2))
            {
                return track;
            }
        }

        return null;
    }
}
