namespace BmxTiming.TrackClient.Spool;

/// <summary>
/// What the spool needs from a disk: single operations on paths relative to the spool's folder, with <c>/</c> between names. The
/// order in which the spool calls them is its durability argument; a test can stop the world between any two of them.
/// </summary>
/// <remarks>
/// Synchronous on purpose. Failures are <see cref="IOException"/>; a disk without room is <see cref="SpoolDiskFullException"/>. After
/// a power cut only what a sync has returned for is certain; of the rest any part may be there.
/// </remarks>
internal interface ISpoolFiles
{
    /// <summary>Every file with its size in bytes, in any order.</summary>
    IReadOnlyList<(string Path, long Bytes)> List();

    /// <summary>
    /// Makes a file of zeros whose room on the disk is reserved, in place of one that has the name already: another file, whatever
    /// was wrong with the old one. Makes its folder as well.
    /// </summary>
    void Create(string path, long bytes);

    void Write(string path, long offset, ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Makes the content of a file durable. When it fails, nobody knows what reached the disk, and a second call that succeeds
    /// proves nothing: the system has forgotten what it could not write.
    /// </summary>
    void Sync(string path);

    /// <summary>Makes the names in a folder durable: what was created, renamed and deleted there. The spool's own folder is empty.</summary>
    void SyncFolder(string folder);

    /// <summary>Bytes read, fewer than asked only at the end of the file.</summary>
    int Read(string path, long offset, Span<byte> target);

    /// <summary>Gives back the rest of a file that will not be written again.</summary>
    void Truncate(string path, long bytes);

    /// <summary>Takes the name <paramref name="to"/>, in place of a file that has it.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file, and its folder when that is empty then.</summary>
    void Delete(string path);
}
