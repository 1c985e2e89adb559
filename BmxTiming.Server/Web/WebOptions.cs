using System.ComponentModel.DataAnnotations;

namespace BmxTiming.Server.Web;

/// <summary>What the web role serves, and its bounds.</summary>
internal sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>Folder of the built frontend; absent = <c>wwwroot</c> beside the program or in the working directory.</summary>
    public string? Root { get; set; }

    /// <summary>Largest body passed on to ingest, in bytes; a batch is smaller.</summary>
    [Range(1024, 1024L * 1024 * 1024)]
    public long MaxIngestBytes { get; set; } = 512 * 1024;

    /// <summary>Largest capture passed on to the development ingest, in bytes.</summary>
    [Range(1024, 1024L * 1024 * 1024)]
    public long MaxCaptureBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Largest body passed on to control, in bytes: an import of riders.</summary>
    [Range(1024, 1024L * 1024 * 1024)]
    public long MaxControlBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Kernel send buffer per socket, as in the live gateway: boards connect through here.</summary>
    [Range(4 * 1024, 4 * 1024 * 1024)]
    public int SocketSendBufferBytes { get; set; } = 32 * 1024;
}
