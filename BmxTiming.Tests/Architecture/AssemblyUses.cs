using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace BmxTiming.Tests.Architecture;

/// <summary>A type of an assembly, with every type and text it names in signatures, attributes and bodies.</summary>
internal sealed record TypeUses(string Name, IReadOnlySet<string> Types, IReadOnlySet<string> Texts)
{
    /// <summary>The namespace of the outermost type.</summary>
    public string Namespace => Name.LastIndexOf('.') is var dot and > 0 ? Name[..dot] : "";
}

/// <summary>Reads what an assembly's types use from its metadata; nested types count for their outermost type.</summary>
internal static class AssemblyUses
{
    public static IReadOnlyList<TypeUses> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var names = new TypeNames(reader);
        var all = new SortedDictionary<string, (HashSet<string> Types, HashSet<string> Texts)>(StringComparer.Ordinal);
        foreach (var handle in reader.TypeDefinitions)
        {
            var name = TypeNames.Outermost(reader, handle);
            if (!all.TryGetValue(name, out var uses))
            {
                all[name] = uses = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
            }

            Collect(file, reader, names, reader.GetTypeDefinition(handle), uses.Types, uses.Texts);
        }

        return [.. all.Select(pair => new TypeUses(pair.Key, pair.Value.Types, pair.Value.Texts))];
    }

    public static IReadOnlyList<string> References(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    private static void Collect(
        PEReader file, MetadataReader reader, TypeNames names, TypeDefinition type, HashSet<string> types, HashSet<string> texts)
    {
        names.Fill(types);
        names.AddEntity(type.BaseType, types);
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            names.AddEntity(reader.GetInterfaceImplementation(implemented).Interface, types);
        }

        foreach (var field in type.GetFields())
        {
            reader.GetFieldDefinition(field).DecodeSignature(names, types);
        }

        foreach (var handle in type.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            method.DecodeSignature(names, types);
            var il = IlReader.Body(file, method);
            if (il.Length == 0)
            {
                continue;
            }

            var locals = file.GetMethodBody(method.RelativeVirtualAddress).LocalSignature;
            if (!locals.IsNil)
            {
                reader.GetStandaloneSignature(locals).DecodeLocalSignature(names, types);
            }

            foreach (var token in IlReader.Tokens(il))
            {
                var entity = MetadataTokens.Handle(token);
                if (entity.Kind == HandleKind.UserString)
                {
                    texts.Add(reader.GetUserString((UserStringHandle)entity));
                }
                else
                {
                    names.AddEntity((EntityHandle)entity, types);
                }
            }
        }
    }

    /// <summary>Turns handles and signatures into full type names.</summary>
    private sealed class TypeNames(MetadataReader reader) : ISignatureTypeProvider<string, HashSet<string>>
    {
        // Signature providers are not told what they are called for, so the set being filled is kept here.
        private HashSet<string> _into = [];

        public static string Outermost(MetadataReader reader, TypeDefinitionHandle handle)
        {
            var type = reader.GetTypeDefinition(handle);
            while (!type.GetDeclaringType().IsNil)
            {
                type = reader.GetTypeDefinition(type.GetDeclaringType());
            }

            return Full(reader.GetString(type.Namespace), reader.GetString(type.Name));
        }

        public HashSet<string> Fill(HashSet<string> into) => _into = into;

        public void AddEntity(EntityHandle entity, HashSet<string> into)
        {
            if (entity.IsNil)
            {
                return;
            }

            switch (entity.Kind)
            {
                case HandleKind.TypeDefinition:
                    into.Add(Outermost(reader, (TypeDefinitionHandle)entity));
                    break;
                case HandleKind.TypeReference:
                    into.Add(Name((TypeReferenceHandle)entity));
                    break;
                case HandleKind.TypeSpecification:
                    reader.GetTypeSpecification((TypeSpecificationHandle)entity).DecodeSignature(this, into);
                    break;
                case HandleKind.MemberReference:
                    var member = reader.GetMemberReference((MemberReferenceHandle)entity);
                    AddEntity(member.Parent, into);
                    if (member.GetKind() == MemberReferenceKind.Field)
                    {
                        member.DecodeFieldSignature(this, into);
                    }
                    else
                    {
                        member.DecodeMethodSignature(this, into);
                    }

                    break;
                case HandleKind.MethodSpecification:
                    var specification = reader.GetMethodSpecification((MethodSpecificationHandle)entity);
                    AddEntity(specification.Method, into);
                    specification.DecodeSignature(this, into);
                    break;
                case HandleKind.MethodDefinition:
                    into.Add(Outermost(reader, reader.GetMethodDefinition((MethodDefinitionHandle)entity).GetDeclaringType()));
                    break;
                case HandleKind.FieldDefinition:
                    into.Add(Outermost(reader, reader.GetFieldDefinition((FieldDefinitionHandle)entity).GetDeclaringType()));
                    break;
            }
        }

        public string GetTypeFromDefinition(MetadataReader r, TypeDefinitionHandle handle, byte rawTypeKind) => Add(Outermost(r, handle));

        public string GetTypeFromReference(MetadataReader r, TypeReferenceHandle handle, byte rawTypeKind) => Add(Name(handle));

        public string GetTypeFromSpecification(
            MetadataReader r, HashSet<string> into, TypeSpecificationHandle handle, byte rawTypeKind) =>
            r.GetTypeSpecification(handle).DecodeSignature(this, into);

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => Add("System." + typeCode);

        public string GetSZArrayType(string elementType) => elementType;

        public string GetArrayType(string elementType, ArrayShape shape) => elementType;

        public string GetByReferenceType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

        public string GetGenericMethodParameter(HashSet<string> into, int index) => "";

        public string GetGenericTypeParameter(HashSet<string> into, int index) => "";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "";

        private string Add(string name)
        {
            _into.Add(name);
            return name;
        }

        private string Name(TypeReferenceHandle handle)
        {
            var type = reader.GetTypeReference(handle);
            while (type.ResolutionScope.Kind == HandleKind.TypeReference)
            {
                type = reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
            }

            return Full(reader.GetString(type.Namespace), reader.GetString(type.Name));
        }

        private static string Full(string space, string name) => space.Length == 0 ? name : space + "." + name;
    }
}
