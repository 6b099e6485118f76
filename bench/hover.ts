import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, type Hover, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { readNote } from '../src/core/notes/read-note.ts';
import { formulaImage } from '../src/extension/typeset.ts';
import { type StatusParams, statusMethod } from '../src/protocol/messages.ts';

/** How far apart the places are that are pointed at, in characters of a formula. */
const stride = 3;
/** The server rests once its processor time stands still for as long as this, in milliseconds. */
const rest = 300;
const longestRest = 60_000;

interface Answer {
  readonly wall: number;
  /** Processor time of the server's main thread: what a machine that does nothing else would need; undefined where the system does not tell. */
  readonly cpu: number | undefined;
  readonly where: string;
}

const folders = ['../shared/seeds', '../shared/notes'].filter((folder) => existsSync(folder));
const files = (folders.length === 0 ? ['examples'] : folders).flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(?:txt|md|tex)$/.test(name) && name !== 'expected.md')
    .map((name) => join(folder, name)),
);

/** Points at every formula of the notes in the language server as it is shipped, and says how long the answers take. */
async function benchHover(): Promise<void> {
  const server = spawn(process.execPath, [resolve('dist/server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const checked = new Set<string>();
  connection.onNotification(statusMethod, ({ uri, state }: StatusParams) => void (state === 'checked' && checked.add(uri)));
  connection.listen();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  const cpu = (): number | undefined => processorTime(server.pid as number);
  const settle = async (): Promise<void> => {
    const began = performance.now();
    for (let last = cpu(), now: number | undefined; performance.now() - began < longestRest; last = now) {
      await new Promise((done) => setTimeout(done, rest));
      now = cpu();
      if (now === undefined || now - (last ?? 0) < 2) return;
    }
  };
  const first: Answer[] = [];
  const early: Answer[] = [];
  const fresh: Answer[] = [];
  const again: Answer[] = [];
  const opened: Answer[] = [];
  const drawn: Answer[] = [];
  for (const [n, path] of files.entries()) {
    const text = readFileSync(path, 'utf8');
    const uri = pathToFileURL(resolve(path)).href;
    const document = TextDocument.create(uri, 'markdown', 1, text);
    const format = path.endsWith('.tex') ? 'tex' : 'markdown';
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'markdown', version: 1, text },
    });
    while (!checked.has(uri)) await new Promise((done) => setTimeout(done, 20));
    const hover = async (offset: number): Promise<Answer> => {
      const [began, before] = [performance.now(), cpu()];
      const position = document.positionAt(offset);
      const found = await connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position });
      const after = cpu();
      const where = `${basename(path)}:${position.line + 1}:${position.character + 1}`;
      const wall = performance.now() - began;
      const formulas = found === null ? [] : formulasIn(found);
      if (formulas.length > 0) drawn.push({ ...drawing(formulas), where });
      return { wall, cpu: before === undefined || after === undefined ? undefined : after - before, where };
    };
    const places = placesIn(text, format);
    (n === 0 ? first : opened).push(await hover(places[0] ?? 0));
    // As someone does who goes on at once.
    for (const place of places.slice(1, 4)) early.push(await hover(place));
    await settle();
    for (const place of places.slice(4)) fresh.push(await hover(place));
    for (const place of places) again.push(await hover(place));
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }
  connection.dispose();
  server.kill();
  console.log(`hover, ${files.length} notes; milliseconds from request to answer, and in brackets processor time of the server`);
  say('the first hover of a process', first);
  say('the first hover over a text', opened);
  say('the next three at once', early);
  say('a place for the first time, the server at rest', fresh);
  say('a place again', again);
  say('drawing the formulas of a hover in the editor', drawn);
  const slow = [...fresh, ...again]
    .filter(({ wall, cpu: own }) => 50 < (own ?? wall))
    .sort((a, b) => (b.cpu ?? b.wall) - (a.cpu ?? a.wall));
  console.log(`  over 50 ms of processor time: ${slow.length}`);
  for (const { where, wall, cpu: own } of slow.slice(0, 12)) console.log(`    ${where} ${wall.toFixed(0)} (${own?.toFixed(0)})`);
}

/** The LaTeX in an answer. */
function formulasIn({ contents }: Hover): readonly string[] {
  const { value } = contents as { readonly value: string };
  return [...value.matchAll(/^(`{3,})latex\n([\s\S]*?)\n\1$/gm)].map(([, , tex = '']) => tex);
}

/** How long some formulas take to be drawn as the editor draws them; one that was drawn before is known. */
function drawing(formulas: readonly string[]): Omit<Answer, 'where'> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  for (const tex of formulas) formulaImage(tex, { color: '#cccccc', em: 16, macros: {} });
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - began, cpu: (user + system) / 1000 };
}

/** Offsets in all formulas of a note. */
function placesIn(text: string, format: 'markdown' | 'tex'): readonly number[] {
  return readNote([{ text, format }]).items.flatMap((item) => {
    if (item.kind !== 'math') return [];
    const { start, end } = item.span.range;
    return Array.from({ length: Math.ceil((end - start) / stride) }, (_, n) => start + n * stride);
  });
}

/** How long the main thread of a process has run, in milliseconds. */
function processorTime(pid: number): number | undefined {
  const file = `/proc/${pid}/task/${pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : undefined;
}

function say(what: string, answers: readonly Answer[]): void {
  const at = (times: readonly number[], share: number): string => {
    const sorted = [...times].sort((a, b) => a - b);
    return (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1);
  };
  const both = (share: number): string =>
    `${at(
      answers.map(({ wall }) => wall),
      share,
    )} (${at(
      answers.map(({ cpu, wall }) => cpu ?? wall),
      share,
    )})`;
  const within = answers.filter(({ wall, cpu }) => (cpu ?? wall) <= 50).length / Math.max(1, answers.length);
  console.log(
    `  ${`${what}, ${answers.length}`.padEnd(54)} median ${both(0.5)}  p95 ${both(0.95)}  p99 ${both(0.99)}  slowest ${both(1)}  within 50 ms of processor time ${(100 * within).toFixed(1)} %`,
  );
}

void benchHover();
