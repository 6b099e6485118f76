import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

const belowDiagnose = [
  'core/text',
  'core/functions',
  'core/expr',
  'core/latex',
  'core/notes',
  'core/meaning',
  'core/tensors',
  'core/engine',
  'core/algebra',
];

/** Who may import whom: for each folder the folders below it. A folder may always import itself. */
const layers: Readonly<Record<string, readonly string[]>> = {
  'core/text': [],
  'core/functions': [],
  'core/expr': ['core/text', 'core/functions'],
  'core/latex': ['core/text', 'core/functions', 'core/expr'],
  'core/notes': ['core/text'],
  'core/engine': ['core/text', 'core/functions', 'core/expr'],
  'core/algebra': ['core/text', 'core/functions', 'core/expr'],
  'core/meaning': ['core/text', 'core/expr', 'core/latex', 'core/notes'],
  'core/tensors': ['core/text', 'core/expr', 'core/latex', 'core/meaning'],
  'core/check': ['core/text', 'core/functions', 'core/expr', 'core/latex', 'core/notes', 'core/meaning', 'core/tensors', 'core/engine'],
  'core/training': ['core/text', 'core/functions', 'core/expr', 'core/engine'],
  'core/diagnose': [...belowDiagnose, 'core/check'],
  'core/derive': [...belowDiagnose, 'core/check'],
  'core/network': [...belowDiagnose, 'core/check', 'core/training'],
  'core/pipeline': [...belowDiagnose, 'core/check', 'core/diagnose', 'core/derive', 'core/network', 'core/training'],
  protocol: ['core/text', 'core/pipeline', 'core/training'],
  service: ['core/text', 'core/functions', 'core/expr', 'core/notes', 'core/pipeline'],
  server: ['core/text', 'core/notes', 'core/training', 'core/pipeline', 'service', 'protocol'],
  cli: ['core/text', 'core/notes', 'core/training', 'core/pipeline', 'service'],
  extension: ['protocol', 'service'],
  webview: ['core/training', 'core/engine', 'core/expr', 'core/functions', 'core/text', 'protocol', 'service'],
};

/** Folders that others may import for types alone. */
const typesOnly: readonly [from: string, to: string, why: string][] = [
  ['protocol', 'core/text', 'what crosses a process is plain data'],
  ['protocol', 'core/pipeline', 'what crosses a process is plain data'],
  ['protocol', 'core/training', 'what crosses a process is plain data'],
  ['core/meaning', 'core/notes', 'a meaning is given to a note that was read'],
  ['core/check', 'core/notes', 'the checker sees a note, it does not read one'],
];

/** Which packages belong where; a package that is not named here belongs nowhere. */
const packages: readonly [name: RegExp, folders: readonly string[]][] = [
  [/^jsonc-parser$/, ['core/notes']],
  [/^mathjs($|\/)/, ['core/algebra']],
  [/^katex$/, ['service', 'webview']],
  [/^uplot$/, ['webview']],
  [/^(commander|tinyglobby)$/, ['cli']],
  [/^vscode$/, ['extension']],
  [/^vscode-languageserver($|\/|-)/, ['server']],
  [/^vscode-languageclient($|\/)/, ['extension']],
  [/^mathjax-full($|\/)/, ['extension']],
  [/^node:/, ['cli', 'server', 'extension']],
];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly types: boolean;
}

/** Imports and re-exports of a module, static and dynamic. */
function importsOf(path: string, code: string): Import[] {
  const bare = code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  for (const [, types, to] of bare.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[\w*{][^'";]*?\sfrom\s*)?['"]([^'"]+)['"]/gm)) {
    found.push({ from: path, to: to as string, types: types !== undefined });
  }
  for (const [, to] of bare.matchAll(/\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]/g))
    found.push({ from: path, to: to as string, types: false });
  return found;
}

/** What is wrong with an import, or nothing. Paths are relative to src. */
function fault({ from, to, types }: Import): string | undefined {
  const layer = layerOf(from);
  if (layer === undefined) return `${from} lies in no layer`;
  if (!to.startsWith('.')) {
    const owners = packages.find(([name]) => name.test(to))?.[1];
    if (owners === undefined) return `${from} imports ${to}, which no layer may`;
    return owners.includes(layer) ? undefined : `${from} imports ${to}, which belongs to ${owners.join(', ')}`;
  }
  const target = posix.join(posix.dirname(from), to);
  if (target === '../package.json') return layer === 'cli' || layer === 'server' ? undefined : `${from} imports package.json`;
  const below = layerOf(target);
  if (below === undefined) return `${from} imports ${target}, which lies in no layer`;
  if (below === layer) return undefined;
  if (!layers[layer]?.includes(below)) return `${from} imports ${target}: ${layer} may not import ${below}`;
  const rule = typesOnly.find(([a, b]) => a === layer && b === below);
  return rule === undefined || types ? undefined : `${from} imports values of ${target}: ${rule[2]}`;
}

function layerOf(path: string): string | undefined {
  return Object.keys(layers).find((layer) => path.startsWith(`${layer}/`));
}

const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path));

describe('who may import whom', () => {
  it('walks the sources', () => expect(files.length).toBeGreaterThan(20));

  it.each(files)('%s', (path) => {
    const faults = importsOf(path, readFileSync(`${root}src/${path}`, 'utf8')).flatMap((found) => fault(found) ?? []);
    expect(faults).toEqual([]);
  });
});

describe('the walk sees a forbidden import', () => {
  it.each([
    // module                  its text                                                   why this row
    ['core/engine/tape.ts', "import { derive } from '../algebra/derive.ts';", 'the two witnesses do not know each other'],
    ['core/algebra/a.ts', "import type { Tape } from '../engine/tape.ts';", 'not even by type'],
    ['core/text/range.ts', "import { readFile } from 'node:fs';", 'the core has no files'],
    ['core/check/a.ts', "const m = await import('mathjs');", 'a dynamic import'],
    ['core/check/a.ts', "import { derive } from '../pipeline/check-note.ts';", 'upwards'],
    ['core/check/a.ts', "import { readNote } from '../notes/read-note.ts';", 'a value where types alone may go'],
    ['service/hover.ts', "export * from 'vscode';", 'a re-export'],
    ['service/hover.ts', "import 'commander';", 'for its side effects'],
    ['service/hover.ts', "import {\n  a,\n  type b,\n} from '../server/main.ts';", 'over several lines'],
    ['cli/a.ts', "const { a } = require('../extension/main.ts');", 'between two hosts'],
    ['server/a.ts', "import x from 'left-pad';", 'a package that nobody owns'],
    ['elsewhere/a.ts', "import x from '../core/text/range.ts';", 'a folder that the table does not know'],
  ])('%s: %s', (path, code, _why) => {
    const found = importsOf(path, code);
    expect(found).toHaveLength(1);
    expect(found.map(fault)).not.toContain(undefined);
  });

  it.each([
    ['core/check/a.ts', "import type { Note } from '../notes/note.ts';", 'types of a note'],
    ['core/check/a.ts', "// import 'vscode'", 'a comment imports nothing'],
    ['cli/a.ts', "import { version } from '../../package.json';", 'the version'],
    ['server/main.ts', "import { x } from 'vscode-languageserver/node';", 'its own package'],
  ])('and lets %s: %s', (path, code, _why) => {
    expect(importsOf(path, code).flatMap((found) => fault(found) ?? [])).toEqual([]);
  });
});
