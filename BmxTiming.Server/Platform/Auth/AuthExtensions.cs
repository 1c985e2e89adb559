using Microsoft.AspNetCore.Authentication;

namespace BmxTiming.Server.Platform.Auth;

/// <summary>Who may do what; the one place where policies get their meaning.</summary>
internal static class AuthExtensions
{
    public static void AddAuth(this IHostApplicationBuilder builder)
    {
        var development = builder.Environment.IsDevelopment();
        var authentication = builder.Services.AddAuthentication()
            .AddJwtBearer(GatewayTokens.Scheme, options => GatewayTokens.Configure(options, builder.Configuration));
        if (development)
        {
            authentication.AddScheme<AuthenticationSchemeOptions, DevelopmentAuthentication>(DevelopmentAuthentication.SchemeName, null);
        }

        var authorization = builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Public, policy => policy.RequireAssertion(_ => true))
            .AddPolicy(Policies.Ingest, policy => policy
                .AddAuthenticationSchemes(GatewayTokens.Scheme)
                .RequireAuthenticatedUser());
        foreach (var name in (string[])[Policies.View, Policies.Control, Policies.Manage])
        {
            authorization.AddPolicy(name, policy =>
            {
                if (development)
                {
                    policy.AddAuthenticationSchemes(DevelopmentAuthentication.SchemeName).RequireAuthenticatedUser();
                }
                else
                {
                    policy.AddAuthenticationSchemes(GatewayTokens.Scheme).RequireAssertion(_ => false);
                }
            });
        }
    }

    public static void UseAuth(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }
}
