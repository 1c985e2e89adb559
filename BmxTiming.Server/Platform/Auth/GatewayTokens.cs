using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace BmxTiming.Server.Platform.Auth;

/// <summary>Tokens of track gateways: ES256 JSON web tokens, signed by a key named in <c>Auth:GatewayKeys</c>.</summary>
internal static class GatewayTokens
{
    public const string Scheme = "gateway";
    public const string Audience = "bmx-ingest";

    public const string TracksClaim = "tracks";
    public const string ClientClaim = "client_id";
    public const string ScopeClaim = "scope";

    /// <summary>Scope of a box that syncs its own log and may therefore send race-control intents.</summary>
    public const string SyncScope = "sync";

    public static void Configure(JwtBearerOptions options, IConfiguration configuration)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = Audience,
            ValidateIssuer = false,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            TryAllIssuerSigningKeys = true,
            ClockSkew = TimeSpan.FromSeconds(30),
            IssuerSigningKeys = ReadKeys(configuration),
        };
    }

    private static List<SecurityKey> ReadKeys(IConfiguration configuration)
    {
        var keys = new List<SecurityKey>();
        foreach (var path in configuration.GetSection("Auth:GatewayKeys").Get<string[]>() ?? [])
        {
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            keys.Add(new ECDsaSecurityKey(key));
        }

        return keys;
    }
}
