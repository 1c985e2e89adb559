using System.Globalization;
using System.Runtime.InteropServices;

namespace BmxTiming.Bench.Harness;

/// <summary>Processor time instead of wall time: what others do on the machine is not in it.</summary>
internal static partial class ProcessorTime
{
    private const int ThreadClock = 3;
    private const double TicksPerSecond = 100;

    /// <summary>Seconds this thread has run, in user code and in the kernel.</summary>
    public static double OfThisThread()
    {
        if (ClockGetTime(ThreadClock, out var time) != 0)
        {
            throw new InvalidOperationException($"clock_gettime failed with {Marshal.GetLastPInvokeError()}.");
        }

        return time.Seconds + (time.Nanoseconds / 1e9);
    }

    /// <summary>Seconds a process has run, all its threads, in steps of 10 ms.</summary>
    public static double OfProcess(int pid)
    {
        // The program's name stands in brackets and may hold anything; the numbers begin behind it.
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        const int userTicks = 11;
        const int systemTicks = 12;
        return (long.Parse(fields[userTicks], CultureInfo.InvariantCulture) + long.Parse(fields[systemTicks], CultureInfo.InvariantCulture))
            / TicksPerSecond;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
