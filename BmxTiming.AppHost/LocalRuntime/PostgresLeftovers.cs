using System.Globalization;

namespace BmxTiming.AppHost.LocalRuntime;

/// <summary>
/// Processes of a server that was killed. Each is in a session of its own and ends by itself as soon as it notices, a busy one later;
/// until the last has let go of the shared memory of the data directory, PostgreSQL refuses to start on it.
/// </summary>
internal static class PostgresLeftovers
{
    /// <summary>Who hangs longer is PostgreSQL's to complain about.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // postmaster.pid, 7th line: key and id of the segment. /proc/sysvipc/shm: key shmid perms size cpid lpid nattch ….
    private const int SegmentLine = 6;
    private const int IdColumn = 1;
    private const int AttachedColumn = 6;

    /// <param name="directory">The data directory.</param>
    public static async Task WaitAsync(string directory, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (Attached(directory) > 0 && time.GetElapsedTime(start) < Longest)
        {
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private static int Attached(string directory)
    {
        try
        {
            var segment = File.ReadLines(Path.Combine(directory, "postmaster.pid")).ElementAtOrDefault(SegmentLine) is { } line
                ? Columns(line).ElementAtOrDefault(IdColumn) : null;
            return File.ReadLines("/proc/sysvipc/shm").Select(Columns)
                .Where(columns => columns.Length > AttachedColumn && columns[IdColumn] == segment)
                .Select(columns => int.Parse(columns[AttachedColumn], CultureInfo.InvariantCulture))
                .FirstOrDefault();
        }
        catch (Exception nothingToRead) when (nothingToRead is IOException or UnauthorizedAccessException)
        {
            return 0; // It never ran here, or ended as it should.
        }
    }

    private static string[] Columns(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
