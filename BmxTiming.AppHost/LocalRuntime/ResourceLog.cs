using System.Text;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>The output of one instance in a file of the state directory, with its last lines at hand for messages.</summary>
internal sealed class ResourceLog : IDisposable
{
    /// <summary>At this size the file becomes <c>.1</c> and a new one begins, so a stack that runs for days fills no disk.</summary>
    public const long MaxBytes = 16 * 1024 * 1024;

    private const int TailLines = 12;

    private readonly Lock gate = new();
    private readonly Queue<string> tail = new(TailLines);
    private StreamWriter? writer;

    public ResourceLog(string path)
    {
        FilePath = path;
        writer = Open(append: true);
    }

    public string FilePath { get; }

    public void Write(string line)
    {
        lock (gate)
        {
            if (tail.Count == TailLines)
            {
                tail.Dequeue();
            }

            tail.Enqueue(line);
            if (writer is null)
            {
                return; // The instance was stopped; a last line of a dying process may come later.
            }

            writer.WriteLine(line);
            if (writer.BaseStream.Position >= MaxBytes)
            {
                writer.Dispose();
                File.Move(FilePath, FilePath + ".1", overwrite: true);
                writer = Open(append: false);
            }
        }
    }

    public IReadOnlyList<string> Tail()
    {
        lock (gate)
        {
            return [.. tail];
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            writer?.Dispose();
            writer = null;
        }
    }

    private StreamWriter Open(bool append) =>
        new(new FileStream(FilePath, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.ReadWrite), new UTF8Encoding(false)) { AutoFlush = true };
}
