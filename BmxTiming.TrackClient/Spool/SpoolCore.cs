using BmxTiming.Protocol.Ids;

namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// The system of record at the track, without any I/O of its own: number → append → sync → send. What it holds follows from the
/// segments alone; the acknowledgement file only saves sending again. Not thread-safe: <see cref="SpoolHost"/> serialises.
/// </summary>
internal sealed class SpoolCore
{
    // Room between two starts, so that the tail of an old boot can be filed again between it and the next one.
    private const int OrdinalStep = 1000;

    private readonly SegmentStore _store;
    private readonly SpoolOptions _options;
    private readonly SegmentWriter _writer;
    private readonly List<SpoolBoot> _boots;
    private readonly List<(long Seq, byte[] Payload)> _pending = [];
    private bool _ackDirty;

    private SpoolCore(ISpoolFiles files, SpoolOptions options, BootId boot)
    {
        _store = new SegmentStore(files);
        _options = options;
        _writer = new SegmentWriter(_store, options.SegmentBytes);
        Quarantine = new SpoolQuarantine(_store);
        var acks = SpoolAcks.Parse(_store.ReadAcks() ?? "{}"u8);
        (StreamEpoch, StreamSeq) = (acks.StreamEpoch, acks.StreamSeq);
        _boots = new SpoolRecovery(_store, acks, Quarantine.Add).Boots();
        SpoolRecovery.Forget(_boots, _store, boot, options.KeepConfirmed);
        Begin(NextOrdinal(), boot);
        UpdateFull();
    }

    /// <summary>Boots with records, oldest first, and the current one last.</summary>
    public IReadOnlyList<SpoolBoot> Boots => _boots;

    public SpoolBoot Current { get; private set; } = null!;

    /// <summary>The number the next appended record must have.</summary>
    public long NextSeq { get; private set; } = 1;

    public string? StreamEpoch { get; private set; }

    public long StreamSeq { get; private set; }

    public bool IsFull { get; private set; }

    public SpoolQuarantine Quarantine { get; }

    public int PendingRecords => _pending.Count;

    public long UnsentRecords => _boots.Sum(static boot => boot.UnsentRecords);

    /// <summary>Bytes on disk, the unwritten rest of the current segment not counted.</summary>
    public long UsedBytes => _boots.Sum(static boot => boot.Bytes) - (_writer.Segment is { } open ? open.FileBytes - open.UsedBytes : 0);

    /// <summary>Derives everything from the segments and begins <paramref name="boot"/>.</summary>
    public static SpoolCore Open(ISpoolFiles files, SpoolOptions options, BootId boot) => new(files, options, boot);

    /// <summary>Takes a record with number <see cref="NextSeq"/>. It exists only when <see cref="Commit"/> has returned.</summary>
    public void Append(byte[] payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, SpoolRecord.MaxPayloadBytes, nameof(payload));
        _pending.Add((NextSeq, payload));
        NextSeq++;
    }

    /// <summary>
    /// Makes every appended record durable. After an <see cref="IOException"/> nothing is lost: the segment is given up, because a
    /// failed sync says nothing about what reached the disk, and the next call writes all of it again to a new one. On a disk without
    /// room what the server has confirmed makes place, oldest first, as it does at the cap.
    /// </summary>
    public void Commit()
    {
        var done = 0;
        try
        {
            while (done < _pending.Count)
            {
                try
                {
                    done += _writer.Write(Current, _pending, done);
                }
                catch (SpoolDiskFullException) when (TryDropOldestConfirmed())
                {
                    _writer.Segment = null;
                }
            }
        }
        catch (IOException)
        {
            _writer.Segment = null;
            throw;
        }
        finally
        {
            _pending.RemoveRange(0, done);
        }

        UpdateFull();
    }

    /// <summary>The oldest boot with something to send.</summary>
    public SpoolBoot? FirstUnsent() => _boots.Find(static boot => boot.HasUnsent);

    public SpoolRead Read(BootId boot, long fromSeq, int maxRecords, int maxBytes) =>
        Find(boot)?.Read(_store.Files, fromSeq, maxRecords, maxBytes) ?? new SpoolRead(fromSeq, [], null);

    /// <summary>Everything up to <paramref name="ackedSeq"/> is on the log.</summary>
    public void Ack(BootId boot, long ackedSeq, long durableSeq)
    {
        if (Find(boot) is not { } found)
        {
            return;
        }

        found.AckedSeq = Math.Max(found.AckedSeq, Math.Min(ackedSeq, found.LastToSendSeq));
        found.DurableSeq = Math.Clamp(durableSeq, found.DurableSeq, Math.Max(found.DurableSeq, found.AckedSeq));
        _ackDirty = true;
        UpdateFull();
    }

    /// <summary>The log does not hold what it was thought to hold: send again from <paramref name="fromSeq"/>.</summary>
    public void Rewind(BootId boot, long fromSeq)
    {
        if (Find(boot) is not { } found)
        {
            return;
        }

        found.AckedSeq = Math.Clamp(fromSeq - 1, 0, found.AckedSeq);
        found.DurableSeq = Math.Min(found.DurableSeq, found.AckedSeq);
        _ackDirty = true;
    }

    /// <summary>The stream is another one, or lost its tail: send again everything that is kept.</summary>
    public void RewindAll()
    {
        foreach (var boot in _boots)
        {
            Rewind(boot.Id, boot.FirstKeptSeq);
        }

        // At once: from here on the log's order is another one, and an older file would claim what may be lost a second time.
        SaveAcks();
    }

    public void RememberStream(string epoch, long streamSeq)
    {
        _ackDirty |= epoch != StreamEpoch || streamSeq != StreamSeq;
        StreamEpoch = epoch;
        StreamSeq = streamSeq;
    }

    /// <summary>
    /// Closes a boot whose numbers the server holds with other content, and files its records from <paramref name="fromSeq"/> on
    /// again under <paramref name="newBoot"/>, which is sent right after it. <paramref name="refile"/> gives the new bytes.
    /// A crash in between files some of them twice, which the engine sees by their passing numbers. After an
    /// <see cref="IOException"/> nothing has changed.
    /// </summary>
    /// <returns>How many records were filed again.</returns>
    public int Refile(BootId boot, long fromSeq, BootId newBoot, Func<ReadOnlyMemory<byte>, long, byte[]> refile)
    {
        var old = Find(boot) ?? throw new ArgumentException($"No boot {boot}.", nameof(boot));
        Commit();
        var (resumed, resumedSeq, resumedSegment) = (Current, NextSeq, _writer.Segment);
        _writer.Segment = null;
        Begin(old == Current ? NextOrdinal() : FreeOrdinalAfter(old.Ordinal), newBoot);
        int count;
        try
        {
            count = CopyTail(old, fromSeq, refile);
        }
        catch (IOException)
        {
            Discard(Current);
            (Current, NextSeq, _writer.Segment) = (resumed, resumedSeq, resumedSegment);
            throw;
        }

        old.ClosedFromSeq = fromSeq;
        old.AckedSeq = Math.Min(old.AckedSeq, fromSeq - 1);
        old.DurableSeq = Math.Min(old.DurableSeq, old.AckedSeq);
        if (old != resumed)
        {
            (Current, NextSeq, _writer.Segment) = (resumed, resumedSeq, resumedSegment);
        }

        _ackDirty = true;
        SaveAcks();
        return count;
    }

    /// <summary>Writes the acknowledgement file when it would say something new.</summary>
    public void SaveAcks()
    {
        if (!_ackDirty)
        {
            return;
        }

        var boots = _boots
            .Where(static boot => boot.LastSeq > 0)
            .Select(static boot => new BootAck(boot.Id, boot.AckedSeq, boot.DurableSeq, boot.ClosedFromSeq));
        _store.WriteAcks(new SpoolAcks { StreamEpoch = StreamEpoch, StreamSeq = StreamSeq, Boots = [.. boots] }.ToJson());
        _ackDirty = false;
    }

    public SpoolBoot? Find(BootId boot) => _boots.Find(candidate => candidate.Id == boot);

    private int CopyTail(SpoolBoot old, long fromSeq, Func<ReadOnlyMemory<byte>, long, byte[]> refile)
    {
        var count = 0;
        for (var seq = fromSeq; seq <= old.LastSeq;)
        {
            var read = old.Read(_store.Files, seq, maxRecords: 256, maxBytes: 256 * 1024);
            foreach (var record in read.Records)
            {
                Append(refile(record, NextSeq));
                count++;
            }

            Commit();
            seq = (read.MissingToSeq ?? read.LastSeq) + 1;
        }

        return count;
    }

    // A copy that was not finished. Segments that can not be removed now are sent after the next start, as after a crash.
    private void Discard(SpoolBoot copy)
    {
        _pending.Clear();
        _boots.Remove(copy);
        foreach (var segment in copy.Segments)
        {
            TryDelete(segment.Name);
        }
    }

    private void Begin(int ordinal, BootId boot)
    {
        Current = new SpoolBoot(ordinal, boot, Quarantine.Add);
        var index = _boots.FindIndex(candidate => candidate.Ordinal > ordinal);
        _boots.Insert(index < 0 ? _boots.Count : index, Current);
        NextSeq = 1;
    }

    private int NextOrdinal() => _boots.Count == 0 ? OrdinalStep : ((_boots[^1].Ordinal / OrdinalStep) + 1) * OrdinalStep;

    private int FreeOrdinalAfter(int ordinal)
    {
        var free = ordinal + 1;
        while (_boots.Exists(boot => boot.Ordinal == free))
        {
            free++;
        }

        return free;
    }

    // Full at the cap, and again ready only well below it: at the very edge the decoder would be connected and let go all the time.
    private void UpdateFull()
    {
        var resumeBytes = _options.CapBytes / 100 * _options.ResumePercent;
        while (UsedBytes > resumeBytes && TryDropOldestConfirmed())
        {
            // One segment after the other, oldest first.
        }

        var used = UsedBytes;
        IsFull = used >= _options.CapBytes || (IsFull && used > resumeBytes);
    }

    private bool TryDropOldestConfirmed()
    {
        foreach (var boot in _boots)
        {
            if (boot.Disposable(isCurrent: boot == Current) is { } segment)
            {
                // One that can not be removed keeps those behind it: a boot never gets a hole.
                var isDeleted = TryDelete(segment.Name);
                if (isDeleted)
                {
                    boot.Remove(segment);
                }

                return isDeleted;
            }
        }

        return false;
    }

    // A segment that can not be removed is room that is missing: the spool is then full the earlier, and says so.
    private bool TryDelete(SegmentName name)
    {
        try
        {
            _store.Delete(name);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
