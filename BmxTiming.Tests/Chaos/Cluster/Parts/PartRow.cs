namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>A row with no more processes than it takes to prove it.</summary>
/// <param name="fault">For the table.</param>
/// <param name="plantedBug">What turns the row red when it is built in.</param>
/// <param name="seenAs">Part of what the row says then: red for another reason is a broken rig.</param>
/// <param name="caseAsync">One case, with the planted bug or without; throws when the promise does not hold.</param>
/// <param name="skipReason">Why this machine cannot run it; absent when it can.</param>
internal sealed class PartRow(
    string number, string fault, string plantedBug, string seenAs, Func<bool, Task> caseAsync, string? skipReason = null) : IChaosRow
{
    public string Number => number;

    public string Fault => fault;

    public long GateCases => 1;

    public IReadOnlyList<string> PlantedBugs => [plantedBug];

    public string SeenAs => seenAs;

    public string? SkipReason => skipReason;

    public bool RunsWithForeignBugs => false;

    public async Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken)
    {
        var tally = new ChaosTally();
        while (tally.Cases < cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await caseAsync(plantedBug is not null);
                tally.Add(null);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                tally.Add(failure.Message);
            }
        }

        return tally.Outcome();
    }
}
