namespace BmxTiming.Tests.Chaos;

/// <summary>One row of the fault catalogue: a fault, injected in many cases, and the promise that must hold in each of them.</summary>
internal interface IChaosRow
{
    /// <summary>The row's number in the catalogue (docs/chaos.md); a row that covers one side of it adds a letter, <c>29t</c>.</summary>
    string Number { get; }

    /// <summary>The fault in a few words, for the table.</summary>
    string Fault { get; }

    /// <summary>Cases of one run in the gate; <c>./bmx chaos</c> runs ten times as many.</summary>
    long GateCases { get; }

    /// <summary>The planted bugs that this row, and no other, must find; each is a name of its own.</summary>
    IReadOnlyList<string> PlantedBugs { get; }

    /// <summary>Why the row can not run on this machine, for the table; null when it can.</summary>
    string? SkipReason => null;

    /// <summary>
    /// False for a row that is slow, with processes or real disks: it is not run with the bugs of other rows, which it has no place for.
    /// </summary>
    bool RunsWithForeignBugs => true;

    /// <summary>Runs the cases.</summary>
    /// <param name="cases">How many cases, at least; a row may round up to whole sweeps.</param>
    /// <param name="plantedBug">A bug to build in, one of any row's; <c>null</c> for the product as it is. A row that has no place for it ignores it.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    Task<ChaosOutcome> RunAsync(long cases, string? plantedBug, CancellationToken cancellationToken);
}
