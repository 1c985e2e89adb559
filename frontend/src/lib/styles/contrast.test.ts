import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/lib/styles/tokens.css', 'utf8');

/** The tokens of one theme: what `:root` says, and then what the theme says. */
function tokens(theme: 'dark' | 'sun'): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, selector, block] of css.matchAll(/([^{}]+)\{([^{}]+)\}/g)) {
    const themed = selector!.includes(`data-theme='${theme}'`);
    if (!selector!.includes(':root') && !themed) continue;
    for (const [, name, value] of block!.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)) found.set(name!, value!);
  }
  return found;
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const boardPairs = [
  ...['bg', 'surface', 'surface-2'].flatMap((ground) => [
    ['text', ground],
    ['dim', ground],
  ]),
  ['accent', 'bg'],
  ['accent', 'surface'],
  ...['staged', 'racing', 'provisional', 'stopped', 'winner', 'plate', 'alarm', 'simulated'].map((name) => [
    `on-${name}`,
    name,
  ]),
  ...[1, 2, 3, 4, 6, 7, 8].map((lane) => ['on-lane', `lane-${lane}`]),
  ['on-lane-5', 'lane-5'],
  ['bad', 'surface'],
  ['good', 'bg'],
  ['fair', 'bg'],
  ['bad', 'bg'],
] as [string, string][];

describe.each(['dark', 'sun'] as const)('in the %s theme', (theme) => {
  const color = tokens(theme);

  it.each(boardPairs)('%s on %s is readable from far away (7:1)', (text, ground) => {
    expect(contrast(color.get(text)!, color.get(ground)!)).toBeGreaterThanOrEqual(7);
  });

  it('no two lanes have one colour', () => {
    const lanes = [1, 2, 3, 4, 5, 6, 7, 8].map((lane) => color.get(`lane-${lane}`));
    expect(new Set(lanes).size).toBe(8);
  });
});
