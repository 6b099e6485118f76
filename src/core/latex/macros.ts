import { type Token, token, tokenize } from './token.ts';

/** A user's command: its body, with a parameter token for each `#n`. */
export interface Macro {
  readonly parameters: number;
  /** What the first argument is where none is given in brackets. */
  readonly optional?: readonly Token[];
  readonly body: readonly Token[];
}

/** User commands by name, with their backslash. */
export type MacroTable = ReadonlyMap<string, Macro>;

export const emptyMacros: MacroTable = new Map();

/** Commands of widespread preambles for the upright `d` of a differential, which mean that where a note does not show its preamble. */
const usualMacros: MacroTable = macrosFrom(
  Object.fromEntries(['\\d', '\\dd', '\\dif', '\\mathd', '\\rmd', '\\differential'].map((name) => [name, '\\mathrm{d}'])),
);

/** The macros that a preamble or any other text defines. */
export function readMacros(tex: string): MacroTable {
  const found = new Map<string, Macro>();
  const input = tokenize(tex);
  for (let at = 0; at < input.length; ) at = readDefinition(input, at, found) ?? at + 1;
  return found;
}

/** The macros of a settings object such as `{"\\RR": "\\mathbb{R}"}`. */
export function macrosFrom(record: Readonly<Record<string, string>>): MacroTable {
  return new Map(
    Object.entries(record).map(([name, tex]) => {
      const body = tokenize(tex);
      const parameters = body.reduce((most, t) => (t.kind === 'parameter' ? Math.max(most, Number(t.text)) : most), 0);
      return [name.startsWith('\\') ? name : `\\${name}`, { parameters, body }];
    }),
  );
}

/** One budget for a span: what a macro bomb can cost at most, in tokens. */
const expansionLimit = 10_000;

/**
 * The tokens with every macro replaced by its body, definitions taken out, and the macros known behind them.
 * Tokens of a body have the range of the call; arguments keep their own. Past the limit a call becomes a failure token.
 */
export function expand(tokens: readonly Token[], known: MacroTable): { tokens: readonly Token[]; macros: MacroTable } {
  const definesOrCalls = tokens.some((t) => t.kind === 'command' && (definers.has(t.text) || known.has(t.text) || usualMacros.has(t.text)));
  if (!definesOrCalls) return { tokens, macros: known };
  const macros = new Map(known);
  const pending = [...tokens].reverse();
  const out: Token[] = [];
  let budget = expansionLimit;
  let isDefining = false;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const macro = next.kind === 'command' ? (macros.get(next.text) ?? usualMacros.get(next.text)) : undefined;
    if (macro !== undefined) {
      const body = instantiate(macro, next, pending);
      budget -= body.length + 1;
      if (budget < 0) {
        out.push(token('failure', next.text, next.start, next.end));
        pending.length = 0;
      } else for (let i = body.length - 1; 0 <= i; i--) pending.push(body[i] as Token);
    } else if (next.kind === 'command' && definers.has(next.text)) {
      pending.push(next);
      takeDefinition(pending, macros);
      isDefining = true;
    } else out.push(next);
  }
  return { tokens: out, macros: isDefining ? macros : known };
}

/** The body of one call; takes the arguments off `pending`, whose top is the next token. */
function instantiate(macro: Macro, call: Token, pending: Token[]): Token[] {
  const given: Argument[] = [];
  if (macro.optional !== undefined)
    given.push(
      takeBracketed(pending) ?? { tokens: macro.optional.map((t) => ({ ...t, start: call.start, end: call.end })), end: call.end },
    );
  while (given.length < macro.parameters) given.push(takeArgument(pending));
  const end = Math.max(call.end, ...given.map((argument) => argument.end));
  const body: Token[] = [];
  for (const part of macro.body) {
    if (part.kind !== 'parameter') body.push({ ...part, text: fill(part, given), start: call.start, end });
    else for (const own of given[Number(part.text) - 1]?.tokens ?? []) body.push(own);
  }
  const first = body[0];
  if (first !== undefined && first.space < call.space) body[0] = { ...first, space: call.space };
  return body;
}

/** `\text{#1}`: a parameter inside words. */
function fill(part: Token, given: readonly Argument[]): string {
  if (part.kind !== 'words' || !part.text.includes('#')) return part.text;
  return part.text.replace(/#(\d)/g, (_, n: string) => (given[Number(n) - 1]?.tokens ?? []).map((t) => t.text).join(''));
}

/** What a macro was given, and where it ends with its closing brace. */
interface Argument {
  readonly tokens: readonly Token[];
  readonly end: number;
}

function takeArgument(pending: Token[]): Argument {
  const first = pending.pop();
  if (first === undefined) return { tokens: [], end: 0 };
  if (first.kind !== '{') return { tokens: [first], end: first.end };
  const tokens: Token[] = [];
  let depth = 1;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === '{') depth++;
    else if (next.kind === '}' && --depth === 0) return { tokens, end: next.end };
    tokens.push(next);
  }
  return { tokens, end: tokens.at(-1)?.end ?? first.end };
}

function takeBracketed(pending: Token[]): Argument | undefined {
  const open = pending.at(-1);
  if (open?.text !== '[') return undefined;
  pending.pop();
  const tokens: Token[] = [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.text === ']') return { tokens, end: next.end };
    tokens.push(next);
  }
  return { tokens, end: open.end };
}

type Definer = (pending: Token[], macros: Map<string, Macro>) => void;

/** Commands that define commands. They are called with the token behind them on top of `pending`. */
const definers: ReadonlyMap<string, Definer> = new Map([
  ['\\newcommand', defineCommand],
  ['\\renewcommand', defineCommand],
  ['\\providecommand', defineIfUnknown],
  ['\\DeclareMathOperator', defineOperator],
  ['\\def', defineTex],
  ['\\gdef', defineTex],
  ['\\edef', defineTex],
  ['\\xdef', defineTex],
  ['\\let', defineAlias],
]);

function takeDefinition(pending: Token[], macros: Map<string, Macro>): void {
  const definer = pending.pop();
  if (definer !== undefined) definers.get(definer.text)?.(pending, macros);
}

/** The place behind the definition at `at`; undefined if none begins there. */
function readDefinition(input: readonly Token[], at: number, macros: Map<string, Macro>): number | undefined {
  const first = input[at];
  if (first?.kind !== 'command' || !definers.has(first.text)) return undefined;
  const window = input.slice(at, at + 2_000).reverse();
  const before = window.length;
  takeDefinition(window, macros);
  return at + (before - window.length);
}

function commandName(argument: readonly Token[]): string | undefined {
  return argument[0]?.kind === 'command' ? argument[0].text : undefined;
}

function defineCommand(pending: Token[], macros: Map<string, Macro>): void {
  const name = commandName(takeArgument(pending).tokens);
  const count = takeBracketed(pending);
  const optional = takeBracketed(pending)?.tokens;
  const body = takeArgument(pending).tokens;
  if (name === undefined) return;
  const parameters = Math.min(Number(count?.tokens[0]?.text ?? 0) || 0, 9);
  macros.set(name, { parameters, body, ...(optional === undefined ? {} : { optional }) });
}

function defineIfUnknown(pending: Token[], macros: Map<string, Macro>): void {
  const found = new Map<string, Macro>();
  defineCommand(pending, found);
  for (const [name, macro] of found) if (!macros.has(name)) macros.set(name, macro);
}

function defineOperator(pending: Token[], macros: Map<string, Macro>): void {
  const name = commandName(takeArgument(pending).tokens);
  const body = takeArgument(pending).tokens;
  const [first, last] = [body[0], body.at(-1)];
  if (name === undefined || first === undefined || last === undefined) return;
  const head = [token('command', '\\operatorname', first.start, first.start), token('{', '{', first.start, first.start)];
  macros.set(name, { parameters: 0, body: [...head, ...body, token('}', '}', last.end, last.end)] });
}

/** `\def\a#1#2{…}`; a pattern with other text between the parameters is beyond this reader, and the definition is skipped. */
function defineTex(pending: Token[], macros: Map<string, Macro>): void {
  const name = commandName([pending.pop()].filter((t) => t !== undefined));
  let parameters = 0;
  let plain = true;
  while (pending.length !== 0 && pending.at(-1)?.kind !== '{') {
    if (pending.pop()?.kind === 'parameter') parameters++;
    else plain = false;
    if (9 < parameters) return;
  }
  const body = takeArgument(pending).tokens;
  if (name !== undefined && plain) macros.set(name, { parameters, body });
}

function defineAlias(pending: Token[], macros: Map<string, Macro>): void {
  const name = commandName([pending.pop()].filter((t) => t !== undefined));
  if (pending.at(-1)?.text === '=') pending.pop();
  const meant = pending.pop();
  if (name === undefined || meant === undefined) return;
  macros.set(name, macros.get(meant.text) ?? { parameters: 0, body: [meant] });
}
