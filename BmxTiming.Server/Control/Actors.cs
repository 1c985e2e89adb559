namespace BmxTiming.Server.Control;

/// <summary>Who is asking.</summary>
internal static class Actors
{
    /// <summary>The principal's name. Every endpoint here requires one, so an absent name is a fault of the policy.</summary>
    public static string Actor(this HttpContext http) =>
        http.User.Identity?.Name ?? throw new InvalidOperationException("The policy let a request without a principal through.");
}
