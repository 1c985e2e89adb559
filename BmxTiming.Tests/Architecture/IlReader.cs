using System.Collections.Frozen;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace BmxTiming.Tests.Architecture;

/// <summary>Walks the instructions of a method body and hands out the metadata tokens in them.</summary>
internal static class IlReader
{
    private static readonly FrozenDictionary<ushort, OperandType> s_operands = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => (ushort)code.Value, code => code.OperandType);

    public static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            ushort code = il[at++];
            if (code == 0xFE)
            {
                code = (ushort)((code << 8) | il[at++]);
            }

            var operand = s_operands[code];
            switch (operand)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BitConverter.ToInt32(il, at));
                    break;
                default:
                    if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType
                        or OperandType.InlineTok or OperandType.InlineSig or OperandType.InlineString)
                    {
                        yield return BitConverter.ToInt32(il, at);
                    }

                    at += 4;
                    break;
            }
        }
    }

    public static byte[] Body(System.Reflection.PortableExecutable.PEReader file, MethodDefinition method) =>
        method.RelativeVirtualAddress == 0 ? [] : file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];
}
