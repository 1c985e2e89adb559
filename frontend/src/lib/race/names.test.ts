import { expect, it } from 'vitest';
import { shortNames, surname } from './names';

it.each([
  ['Emma Andersen', 'Andersen'],
  ['Niek van der Berg', 'van der Berg'],
  ['ANDERSEN Emma', 'ANDERSEN'],
  ['Emma ANDERSEN LARSEN', 'ANDERSEN LARSEN'],
  ['EMMA ANDERSEN', 'ANDERSEN'],
  ['Mia Fitzgerald-Hall', 'Fitzgerald-Hall'],
  ['Madonna', 'Madonna'],
  ['  Jiří   Nováček ', 'Nováček'],
  ['李 小龙', '小龙'],
])('the surname of "%s" is "%s"', (name, expected) => expect(surname(name)).toBe(expected));

it('puts the initial in front only where two share a surname', () => {
  expect(shortNames(['Noah Sato', 'Ida SATO', 'Ava Lindqvist'])).toEqual(['N. Sato', 'I. SATO', 'Lindqvist']);
  expect(shortNames(['Sato', 'Ida Sato'])).toEqual(['Sato', 'I. Sato']);
});
