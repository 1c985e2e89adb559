namespace BmxTiming.Tests.EndToEnd.RaceDays;

/// <param name="Each">So many of every gate go on at once and ride no further moto; 0 = all ride all motos.</param>
internal sealed record PaperMoto(int Gates, int Each);

internal sealed record PaperKnockOut(string Name, int Heats);

/// <param name="Best">So many of the whole class go on after the motos; 0 where they go on from the gates, or nobody does.</param>
internal sealed record PaperSize(IReadOnlyList<PaperMoto> Motos, int Best, IReadOnlyList<PaperKnockOut> KnockOuts)
{
    public bool IsTransfer => Motos.Any(static moto => moto.Each > 0);
}

/// <summary>What the two rulebooks say on paper, written down once more for this test: nothing of it is read from the product.</summary>
internal static class PaperRules
{
    public const int LastTransfers = 4;

    public static IReadOnlyList<string> Motos { get; } = ["M1", "M2", "M3"];

    /// <summary>The lanes of a rider's three motos are one of these sets.</summary>
    public static IReadOnlyList<int[]> UciLanes { get; } =
        [[1, 5, 7], [1, 5, 8], [1, 6, 7], [2, 3, 8], [2, 4, 8], [2, 5, 6], [3, 4, 6], [3, 4, 7]];

    public static PaperSize Uci(int riders) => riders switch
    {
        <= 8 => Class(1, riders, new PaperKnockOut("final", 1)),
        <= 16 => Class(2, 8, new PaperKnockOut("final", 1)),
        _ => Class(4, 16, new PaperKnockOut("1/2", 2), new PaperKnockOut("final", 1)),
    };

    public static PaperSize Usa(int riders) => riders switch
    {
        3 => new PaperSize([new(1, 0), new(1, 0), new(1, 0)], 0, []),
        15 => new PaperSize([new(3, 1), new(3, 1), new(3, 2)], 0, [new("1/2", 2), new("main", 1)]),
        >= 10 and <= 14 => new PaperSize([new(2, 1), new(2, 1), new(2, 2)], 0, [new("main", 1)]),
        _ => throw new ArgumentOutOfRangeException(nameof(riders), riders, "not on the paper"),
    };

    private static PaperSize Class(int gates, int best, params PaperKnockOut[] knockOuts) =>
        new([new(gates, 0), new(gates, 0), new(gates, 0)], best, knockOuts);
}
