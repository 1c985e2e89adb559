using System.Reflection;
using System.Runtime.CompilerServices;

namespace BmxTiming.Tests.Unit.AppHost;

/// <summary>Writes the public members of a hosting API in the form of docs/aspire-api.txt.</summary>
internal static class HostingSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type) => type.GetMembers(Declared).SelectMany(member => member switch
    {
        PropertyInfo property => [$"{Name(type)}.{property.Name} : {Name(property.PropertyType)}"],
        MethodInfo { IsSpecialName: false } method => [$"{Name(type)}.{Signature(method)}"],
        _ => Array.Empty<string>(),
    });

    public static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        var name = type.FullName switch
        {
            "System.String" => "string",
            "System.Int32" => "int",
            "System.Boolean" => "bool",
            "System.Object" => "object",
            "System.Void" => "void",
            _ => type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name.Split('`')[0],
        };
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string Signature(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        var parameters = method.GetParameters().Select((parameter, index) => Parameter(parameter, extension && index == 0));
        var constraints = method.IsGenericMethod
            ? method.GetGenericArguments()
                .Where(argument => argument.GetGenericParameterConstraints().Length > 0)
                .Select(argument => $" where {argument.Name} : {string.Join(", ", argument.GetGenericParameterConstraints().Select(Name))}")
            : [];
        // AddResource<T>'s "where T : IResource" is left out in the file as the only constraint of an interface member.
        var where = method.DeclaringType!.IsInterface ? "" : string.Concat(constraints);
        return $"{method.Name}{generic}({string.Join(", ", parameters)}) : {Name(method.ReturnType)}{where}";
    }

    private static string Parameter(ParameterInfo parameter, bool isThis)
    {
        var modifier = isThis ? "this "
            : parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params "
            : parameter.ParameterType.IsByRef && parameter.IsIn ? "in "
            : "";
        var value = !parameter.HasDefaultValue ? "" : parameter.DefaultValue switch
        {
            null when parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null => " = default",
            null => " = null",
            string text => $" = \"{text}\"",
            bool flag => flag ? " = true" : " = false",
            var other => $" = {other}",
        };
        return $"{modifier}{Name(parameter.ParameterType)} {parameter.Name}{value}";
    }
}
