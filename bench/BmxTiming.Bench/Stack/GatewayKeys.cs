using System.Security.Cryptography;
using BmxTiming.Bench.Harness;
using BmxTiming.Server.Platform.Auth;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BmxTiming.Bench.Stack;

/// <summary>The key that signs the run's gateway tokens.</summary>
internal sealed class GatewayKeys(Workspace workspace) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A file for <c>Auth:GatewayKeys:0</c>.</summary>
    public string WritePublicKey()
    {
        var path = Path.Combine(workspace.NewFolder("keys"), "gateway.pem");
        File.WriteAllText(path, _key.ExportSubjectPublicKeyInfoPem());
        return path;
    }

    /// <summary>A file with a token for one client on one track.</summary>
    public string WriteToken(string track, string client)
    {
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Audience = GatewayTokens.Audience,
            Expires = TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = client,
                [GatewayTokens.TracksClaim] = new[] { track },
                [GatewayTokens.ClientClaim] = client,
                [GatewayTokens.ScopeClaim] = "ingest",
            },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key), SecurityAlgorithms.EcdsaSha256),
        });
        var path = Path.Combine(workspace.NewFolder("token"), $"{track}.jwt");
        File.WriteAllText(path, token);
        return path;
    }

    public void Dispose() => _key.Dispose();
}
