// Types of the API client, from the committed description. With --check it writes nothing and fails when they are not current.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const source = new URL('../openapi/bmxtiming.v1.json', import.meta.url);
const target = new URL('../src/lib/api/schema.d.ts', import.meta.url);
const header = '// Generated from openapi/bmxtiming.v1.json by scripts/gen-api.mjs. Do not edit.\n\n';

const style = (await resolveConfig(target)) ?? {};
// Examples are for readers of the description, and would be half of the types.
const description = JSON.parse(await readFile(source, 'utf8'), (key, value) =>
  key === 'example' ? undefined : value,
);
const generated = await format(header + astToString(await openapiTS(description)), {
  ...style,
  parser: 'typescript',
});
if (!process.argv.includes('--check')) {
  await writeFile(target, generated);
} else if (generated !== (await readFile(target, 'utf8').catch(() => ''))) {
  console.error('src/lib/api/schema.d.ts is not what openapi/bmxtiming.v1.json says: run npm run gen:api.');
  process.exitCode = 1;
}
