using System.Runtime.InteropServices;

namespace BmxTiming.TrackClient.Spool;

/// <summary>The three calls that make a directory entry durable.</summary>
internal static partial class Posix
{
    public const int ReadOnly = 0;

    /// <summary>O_CLOEXEC as it is on Linux.</summary>
    public static int CloseOnExec => OperatingSystem.IsLinux() ? 0x80000 : 0;

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Close(int descriptor);
}
