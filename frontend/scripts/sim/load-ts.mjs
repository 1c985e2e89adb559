import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * Imports a TypeScript module without imports of its own but types and neighbours. The simulator folds its events
 * with the very reducer the browser has: a second one would only hide mistakes of the first.
 */
export async function loadTs(url) {
  return import(await compile(url));
}

async function compile(url) {
  const { outputText } = ts.transpileModule(readFileSync(url, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  let code = outputText;
  for (const [whole, path] of [...outputText.matchAll(/from '(\.[^']+)'/g)].map((m) => [m[0], m[1]])) {
    code = code.replace(whole, `from '${await compile(new URL(`${path}.ts`, url))}'`);
  }
  return `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
}
