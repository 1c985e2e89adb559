using BmxTiming.Tests.Chaos.SpoolRows;

namespace BmxTiming.Tests.Chaos.Cluster.Parts;

/// <summary>Every row that runs on parts of the stack.</summary>
internal static class PartRows
{
    public static IReadOnlyList<PartRow> All { get; } =
    [
        new PartRow(
            "2", "one batch to two replicas of ingest at once",
            "the repetition has another boot", "14 of 7 counted as new", DuplicateRows.TwiceAtOnceAsync),
        new PartRow(
            "3", "a number again with other content",
            "the content is the same", "OK  for a number", DuplicateRows.OtherContentAsync),
        new PartRow(
            "4", "a batch again after the broker forgot it",
            "the repetition has another boot", "0 of 20 are duplicates", DuplicateRows.AfterTheWindowAsync),
        new PartRow(
            "5c", "broker back from an older copy of its store",
            "the gateway's spool is lost as well", "what was confirmed is not on the log", LostTailRows.OlderStoreAsync),
        new PartRow(
            "7", "two gateways at one decoder",
            "the second one reads another decoder", "the two read unlike passings", RaceRows.TwoGatewaysAsync),
        new PartRow(
            "9n", "disk of 24 MiB full under the broker",
            "the disk is not full", "OK on a full disk", FullDiskRows.FullAsync, MountedDisk.WhyNot),
        new PartRow(
            "15z", "broker stands still and keeps its connections",
            "pings as the library has them", "the connection is Open", ClusteredBrokerRows.StandsStillAsync),
        new PartRow(
            "16", "power cut of a broker that syncs always",
            "it does not sync", "are lost by the cut", LostTailRows.PowerCutAsync, LostTailRows.WhyNoPowerCut),
        new PartRow(
            "16u", "power cut of a broker that syncs now and then",
            "it syncs always, so nothing is cut", "are lost by the cut", LostTailRows.PowerCutWithoutSyncAsync, LostTailRows.WhyNoPowerCut),
        new PartRow(
            "18", "two of three servers of the broker lost",
            "one server keeps the streams", "OK by one of three servers", ClusteredBrokerRows.QuorumLostAsync),
        new PartRow(
            "23", "dead letters are refused",
            "the refusal does not end", "0 of 4 letters", LetterRows.RefusedAsync),
        new PartRow(
            "40g", "dead gate",
            "the gate is well", "nobody says that the gate is dead", RaceRows.DeadGateAsync),
        new PartRow(
            "40h", "dead hill loop",
            "the hill is well", "nobody says that the hill is dead", RaceRows.DeadHillAsync),
        new PartRow(
            "40f", "dead finish loop",
            "the finish is well", "nobody says that the finish is dead", RaceRows.DeadFinishAsync),
    ];
}
