using BmxTiming.Protocol.Race;
using BmxTiming.Server.Projections.Apply;
using BmxTiming.Server.RaceEngine.Shell;
using BmxTiming.Server.ReadModels;

namespace BmxTiming.Server.Hosting;

/// <summary>What the events of a replay lead to, without anything being published or stored.</summary>
internal sealed class ReplayedResults
{
    private readonly SortedDictionary<(long, string), MotoResult> _results = [];

    /// <summary>In the order they were staged.</summary>
    public IReadOnlyCollection<MotoResult> All => _results.Values;

    public void Take(OutgoingEvent folded)
    {
        var message = RaceEvent.Read(folded.Body)!;
        if (MotoResults.RunOf(message) is not { } run)
        {
            return;
        }

        var known = _results.Values.LastOrDefault(result => result.RunId == run);
        if (MotoResults.Apply(known, message, message.RaceSeq) is { } result)
        {
            _results[(result.StagedSeq, result.Id)] = result;
        }
    }
}
