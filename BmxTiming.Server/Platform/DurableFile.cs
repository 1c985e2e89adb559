using System.Runtime.InteropServices;

namespace BmxTiming.Server.Platform;

/// <summary>Files that are there whole or not at all, also after a power cut.</summary>
internal static partial class DurableFile
{
    /// <summary>Gives a file that was written and synced its name. One that has the name already is not replaced.</summary>
    /// <exception cref="IOException">The name is taken, or the folder cannot be written.</exception>
    public static void Publish(string partial, string file)
    {
        File.Move(partial, file);
        if (!OperatingSystem.IsWindows())
        {
            SyncFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }
    }

    /// <summary>A name is durable once its folder is; .NET has no call for that.</summary>
    private static void SyncFolder(string folder)
    {
        var descriptor = Open(folder, 0);
        var synced = descriptor >= 0 && Fsync(descriptor) == 0;
        var error = Marshal.GetLastPInvokeError();
        if (descriptor >= 0)
        {
            _ = Close(descriptor);
        }

        if (!synced)
        {
            throw new IOException($"{folder} could not be synced (errno {error.ToString(System.Globalization.CultureInfo.InvariantCulture)}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
