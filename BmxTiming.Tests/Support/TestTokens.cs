using System.Security.Cryptography;
using BmxTiming.Server.Platform.Auth;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BmxTiming.Tests.Support;

/// <summary>A signing key for gateway tokens, as the development stack makes one.</summary>
internal sealed class TestTokens : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TemporaryFolder _folder = new();

    public TestTokens() => File.WriteAllText(PublicKeyPath, _key.ExportSubjectPublicKeyInfoPem());

    /// <summary>Value for <c>Auth:GatewayKeys:0</c>.</summary>
    public string PublicKeyPath => _folder.File("gateway.pem");

    public string Gateway(string track, string client, string scope = "ingest", int validForSeconds = 3600) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Audience = GatewayTokens.Audience,
            Expires = TimeProvider.System.GetUtcNow().AddSeconds(validForSeconds).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = client,
                [GatewayTokens.TracksClaim] = new[] { track },
                [GatewayTokens.ClientClaim] = client,
                [GatewayTokens.ScopeClaim] = scope,
            },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key), SecurityAlgorithms.EcdsaSha256),
        });

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }
}
