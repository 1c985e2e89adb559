using BmxTiming.Protocol.Ids;
using BmxTiming.Tests.Support;
using BmxTiming.TrackClient.Spool;

namespace BmxTiming.Tests.Chaos.SpoolRows;

/// <summary>A spool in use, as its host and its uplink use it: what fails is tried again, and the truth is kept beside it.</summary>
internal sealed class SpoolHistory(MemorySpoolFiles files, SpoolOptions options, string? bug)
{
    private const int MaxTries = 8;

    private int _boots;

    public SpoolTruth Truth { get; } = new();

    public SpoolCore Spool { get; private set; } = null!;

    public void Run(SpoolStep step, int argument)
    {
        switch (step)
        {
            case SpoolStep.Start:
                Start();
                break;
            case SpoolStep.Append:
                Append(1 + (argument % 3));
                break;
            case SpoolStep.Commit:
                Commit();
                break;
            case SpoolStep.AppendAndCommit:
                Append(1 + (argument % 3));
                Commit();
                break;
            case SpoolStep.Acknowledge:
                Acknowledge(1 + (argument % 5));
                break;
            case SpoolStep.SaveAcks:
                SaveAcks();
                break;
        }
    }

    /// <summary>The process is started; before, it has ended in good order, or the power was cut.</summary>
    public void Start()
    {
        if (Spool is { PendingRecords: > 0 })
        {
            Commit();
        }

        Trying(() => Spool = SpoolCore.Open(PlantedSpoolBugs.Wrap(bug, files), options, BootId.Parse($"b{_boots + 1}")));
        _boots++;
        Truth.Began(Spool.Current.Id);
    }

    /// <summary>The machine is on again after a power cut: what was not committed is what the truth was settled with.</summary>
    public void Restarted()
    {
        Spool = null!;
        Start();
    }

    public void Commit()
    {
        Trying(Spool.Commit);
        Truth.Committed(Spool.Current.Id);
    }

    private void Append(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Truth.Append(Spool);
        }
    }

    private void Acknowledge(int count)
    {
        if (Spool.FirstUnsent() is { } boot)
        {
            Truth.Acknowledge(Spool, boot.Id, Math.Min(boot.LastToSendSeq, boot.AckedSeq + count));
        }
    }

    private void SaveAcks()
    {
        try
        {
            Spool.SaveAcks();
        }
        catch (IOException)
        {
            return; // the host says so and goes on; it costs a re-send
        }

        Truth.AcksSaved(Spool);
    }

    private static void Trying(Action action)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                action();
                return;
            }
            catch (IOException) when (tries < MaxTries)
            {
                // As the host does after a second.
            }
        }
    }
}

internal enum SpoolStep
{
    Start,
    Append,
    Commit,
    AppendAndCommit,
    Acknowledge,
    SaveAcks,
}
