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

    private readonly ISpoolFiles _files;
    private readonly SpoolOptions _options;
    private readonly List<SpoolBoot> _boots = [];
    private readonly List<(long Seq, byte[] Payload)> _pending = [];
    private Segment? _segment;
    private byte[] _group = new byte[64 * 1024];
    private bool _ackDirty;

    private SpoolCore(ISpoolFiles files, SpoolOptions options)
    {
        _files = files;
        _options = options;
    }

    /// <summary>Boots with records, oldest first, and the current one last.</summary>
    public IReadOnlyList<SpoolBoot> Boots => _boots;

    public SpoolBoot Current { get; private set; } = null!;

    /// <summary>The number the next appended record must have.</summary>
    public long NextSeq { get; private set; } = 1;

    public string? StreamEpoch { get; private set; }

    public long StreamSeq { get; private set; }

    public bool IsFull { get; private set; }

    public int PendingRecords => _pending.Count;

    public long UnsentRecords => _boots.Sum(static boot => boot.UnsentRecords);

    /// <summary>Bytes on disk, the unwritten rest of the current segment not counted.</summary>
    public long UsedBytes => _boots.Sum(static boot => boot.Bytes) - (_segment is null ? 0 : _segment.FileBytes - _segment.UsedBytes);

    /// <summary>Derives everything from the segments and begins <paramref name="boot"/>.</summary>
    public static SpoolCore Open(ISpoolFiles files, SpoolOptions options, BootId boot)
    {
        var core = new SpoolCore(files, options);
        foreach (var ofBoot in files.List().OrderBy(static entry => entry.Name).GroupBy(static entry => entry.Name.BootOrdinal))
        {
            var recovered = new SpoolBoot(ofBoot.Key, ofBoot.First().Name.Boot);
            foreach (var (name, bytes) in ofBoot)
            {
                recovered.AddSegment(name, bytes);
            }

            recovered.Recover(files);
            core._boots.Add(recovered);
        }

        core.ApplyAcks(SpoolAcks.Parse(files.ReadAcks() ?? "{}"u8));
        core.Begin(core.NextOrdinal(), boot);
        core.UpdateFull();
        return core;
    }

    /// <summary>Takes a record with number <see cref="NextSeq"/>. It exists only when <see cref="Commit"/> has returned.</summary>
    public void Append(byte[] payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, SpoolRecord.MaxPayloadBytes, nameof(payload));
        _pending.Add((NextSeq, payload));
        NextSeq++;
    }

    /// <summary>
    /// Makes every appended record durable. After an <see cref="IOException"/> nothing is lost: the segment is given up, because a
    /// failed sync says nothing about what reached the disk, and the next call writes all of it again to a new one.
    /// </summary>
    public void Commit()
    {
        var done = 0;
        try
        {
            while (done < _pending.Count)
            {
                done += CommitGroup(done);
            }
        }
        catch (IOException)
        {
            _segment = null;
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
        Find(boot)?.Read(_files, fromSeq, maxRecords, maxBytes) ?? new SpoolRead(fromSeq, [], null);

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
    /// A crash in between files some of them twice, which the engine sees by their passing numbers.
    /// </summary>
    /// <returns>How many records were filed again.</returns>
    public int Refile(BootId boot, long fromSeq, BootId newBoot, Func<ReadOnlyMemory<byte>, long, byte[]> refile)
    {
        var old = Find(boot) ?? throw new ArgumentException($"No boot {boot}.", nameof(boot));
        Commit();
        var (resumed, resumedSeq, resumedSegment) = (Current, NextSeq, _segment);
        _segment = null;
        Begin(old == Current ? NextOrdinal() : FreeOrdinalAfter(old.Ordinal), newBoot);
        var count = 0;
        for (var seq = fromSeq; seq <= old.LastSeq;)
        {
            var read = old.Read(_files, seq, maxRecords: 256, maxBytes: 256 * 1024);
            foreach (var record in read.Records)
            {
                Append(refile(record, NextSeq));
                count++;
            }

            Commit();
            seq = (read.MissingToSeq ?? read.LastSeq) + 1;
        }

        old.ClosedFromSeq = fromSeq;
        old.AckedSeq = Math.Min(old.AckedSeq, fromSeq - 1);
        old.DurableSeq = Math.Min(old.DurableSeq, old.AckedSeq);
        if (old != resumed)
        {
            (Current, NextSeq, _segment) = (resumed, resumedSeq, resumedSegment);
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
        _files.WriteAcks(new SpoolAcks { StreamEpoch = StreamEpoch, StreamSeq = StreamSeq, Boots = [.. boots] }.ToJson());
        _ackDirty = false;
    }

    public SpoolBoot? Find(BootId boot) => _boots.Find(candidate => candidate.Id == boot);

    private int CommitGroup(int start)
    {
        if (_segment is null || _segment.FileBytes - _segment.UsedBytes < SpoolRecord.SizeOf(_pending[start].Payload.Length))
        {
            var name = new SegmentName(Current.Ordinal, Current.Id, _pending[start].Seq);
            _files.Create(name, _options.SegmentBytes);
            _segment = Current.AddSegment(name, _options.SegmentBytes);
            _segment.UsedBytes = 0;
        }

        var bytes = 0;
        var end = start;
        while (end < _pending.Count)
        {
            var (seq, payload) = _pending[end];
            var size = SpoolRecord.SizeOf(payload.Length);
            if (bytes + size > _segment.FileBytes - _segment.UsedBytes)
            {
                break;
            }

            Array.Resize(ref _group, Math.Max(_group.Length, bytes + size));
            SpoolRecord.Write(_group.AsSpan(bytes, size), seq, payload);
            bytes += size;
            end++;
        }

        _files.Write(_segment.Name, _segment.UsedBytes, _group.AsSpan(0, bytes));
        _files.Sync(_segment.Name);
        _segment.UsedBytes += bytes;
        Current.LastSeq = _pending[end - 1].Seq;
        return end - start;
    }

    private void ApplyAcks(SpoolAcks acks)
    {
        StreamEpoch = acks.StreamEpoch;
        StreamSeq = acks.StreamSeq;
        foreach (var ack in acks.Boots)
        {
            if (Find(ack.BootId) is { } boot)
            {
                boot.AckedSeq = Math.Clamp(ack.AckedSeq, 0, boot.LastSeq);
                boot.DurableSeq = Math.Clamp(ack.DurableSeq, 0, boot.AckedSeq);
                boot.ClosedFromSeq = ack.ClosedFromSeq;
            }
        }
    }

    private void Begin(int ordinal, BootId boot)
    {
        Current = new SpoolBoot(ordinal, boot);
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

    private void UpdateFull()
    {
        var resumeBytes = _options.CapBytes / 100 * _options.ResumePercent;
        while (UsedBytes > resumeBytes && Disposable() is var (boot, segment))
        {
            _files.Delete(segment.Name);
            boot.Remove(segment);
        }

        var used = UsedBytes;
        IsFull = used >= _options.CapBytes || (IsFull && used > resumeBytes);
    }

    private (SpoolBoot Boot, Segment Segment)? Disposable()
    {
        foreach (var boot in _boots)
        {
            if (boot.Disposable(isCurrent: boot == Current) is { } segment)
            {
                return (boot, segment);
            }
        }

        return null;
    }
}
