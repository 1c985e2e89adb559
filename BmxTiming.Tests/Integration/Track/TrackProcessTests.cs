using System.Globalization;
using BmxTiming.Protocol.Ingest;
using BmxTiming.Tests.Support;
using Xunit;

namespace BmxTiming.Tests.Integration.Track;

public sealed class TrackProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Killed_again_and_again_it_loses_and_doubles_no_message()
    {
        await using var rig = await TrackRig.StartAsync();
        await KillAgainAndAgainAsync(rig, static _ => Task.CompletedTask);
    }

    /// <summary>What passed while no process ran has been asked for: from the first passing that was read on, every number stands there once.</summary>
    [Fact]
    public async Task Killed_again_and_again_it_asks_for_what_passed_meanwhile()
    {
        await using var rig = await TrackRig.StartAsync();
        await KillAgainAndAgainAsync(rig, last => Eventually.HoldsAsync(
            () => Numbers(rig) is var numbers && numbers.Max() - numbers.Min() + 1 == numbers.Length, Patience, () => $"{Holes(rig)}\n{rig.Describe()}\n{last.Output}"));
    }

    [Fact]
    public async Task On_sigterm_it_stores_what_it_has_read_says_so_and_ends_with_zero()
    {
        await using var rig = await TrackRig.StartAsync();
        await using var client = TrackClientProcess.Start(Arguments(rig));
        await Eventually.HoldsAsync(() => rig.Ingest.Of(MessageTypes.Passing).Count >= 5, Patience, () => rig.Describe() + "\n" + client.Output);

        Assert.Equal(0, await client.TerminateAsync(Patience));
        Assert.Contains("Decoder", client.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spool_in_use_ends_with_three_and_a_bad_argument_with_two_and_a_message()
    {
        await using var rig = await TrackRig.StartAsync();
        await rig.StartGatewayAsync();
        await using var second = TrackClientProcess.Start(Arguments(rig));
        Assert.Equal(3, await second.WaitAsync(Patience));
        Assert.Contains($"in use by another gateway, process {Environment.ProcessId}", second.Output, StringComparison.Ordinal);

        await using var bad = TrackClientProcess.Start("run", "--track", "Not A Track");
        Assert.Equal(2, await bad.WaitAsync(Patience));
        Assert.Contains("--track", bad.Output, StringComparison.Ordinal);
    }

    private static async Task KillAgainAndAgainAsync(TrackRig rig, Func<TrackClientProcess, Task> settled)
    {
        for (var kill = 1; kill <= 4; kill++)
        {
            await using var client = TrackClientProcess.Start(Arguments(rig));
            var before = rig.Ingest.Of(MessageTypes.Passing).Count;
            await Eventually.HoldsAsync(
                () => rig.Ingest.Of(MessageTypes.Passing).Count >= before + 5 && Boots(rig).Length == kill, Patience, () => rig.Describe() + "\n" + client.Output);
            await client.Kill9Async();
        }

        await using var last = TrackClientProcess.Start(Arguments(rig));
        await Eventually.HoldsAsync(() => Boots(rig).Length >= 5, Patience, () => rig.Describe() + "\n" + last.Output);
        await settled(last);
        Assert.Equal(0, await last.TerminateAsync(Patience));

        var log = rig.Ingest.Log();
        foreach (var boot in log.GroupBy(static message => message.EventIdContext.BootId))
        {
            Assert.Equal(Enumerable.Range(1, boot.Count()).Select(static i => (long)i), boot.Select(static message => message.EventIdContext.Seq));
        }

        Assert.Equal(Numbers(rig).Distinct(), Numbers(rig));
        // A boot is sent to its end before the next one begins.
        Assert.Equal(Boots(rig), log.Select(static message => message.EventIdContext.BootId.Value).Where((boot, i) => i == 0 || boot != log[i - 1].EventIdContext.BootId.Value));
    }

    private static int[] Numbers(TrackRig rig) =>
        [.. rig.Ingest.Of(MessageTypes.Passing).Select(static message => message.Payload.GetProperty("passing_number").GetInt32())];

    private static string Holes(TrackRig rig)
    {
        var numbers = Numbers(rig);
        var missing = Enumerable.Range(numbers.Min(), numbers.Max() - numbers.Min() + 1).Except(numbers);
        var doubled = numbers.GroupBy(static number => number).Where(static group => group.Count() > 1).Select(static group => group.Key);
        var notices = rig.Ingest.Of(MessageTypes.Gateway).Select(static message => message.Payload.GetRawText());
        return $"missing {string.Join(',', missing)}; doubled {string.Join(',', doubled)}; {string.Join(' ', notices)}";
    }

    private static string[] Boots(TrackRig rig) => [.. rig.Ingest.Log().Select(static message => message.EventIdContext.BootId.Value).Distinct()];

    private static string[] Arguments(TrackRig rig) =>
    [
        "run", "--track", "track-a", "--client", "gw-a1", "--decoder", rig.Decoder.ToString(), "--ingest", rig.Ingest.Address.ToString(),
        "--token-file", rig.TokenFile, "--spool", rig.SpoolFolder, "--speed", TrackRig.Speed.ToString(CultureInfo.InvariantCulture),
    ];
}
