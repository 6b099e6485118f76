import { describe, expect, it } from 'vitest';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { type Derivative, openDeriver } from '../../../src/core/pipeline/derive.ts';
import { render } from '../../../src/core/text/message.ts';
import { stepsOf } from '../../support/checks.ts';
import { functions, type Known } from './functions.ts';

/** The text of a note with some displays; words stand as they are. */
function noteOf({ note }: Known): string {
  return note.map((piece) => (piece.startsWith('$') ? piece : `$$${piece}$$`)).join('\n\n');
}

/** A derivation as it is written below a formula. */
function written({ head, rows }: Derivative): string {
  return `$$\n\\begin{aligned}\n${head} ${rows.map(({ tex }) => `&= ${tex}`).join(' \\\\\n')}\n\\end{aligned}\n$$`;
}

async function derivativeOf(known: Known): Promise<Derivative> {
  const deriver = await openDeriver(readNote([{ text: noteOf(known), format: 'markdown' }]));
  const candidate = deriver.candidate(known.of);
  const variable = deriver.variable(known.by);
  if ('refused' in candidate) throw new Error(render(candidate.refused));
  if ('refused' in variable) throw new Error(render(variable.refused));
  const derivative = deriver.derive(candidate, variable);
  if ('refused' in derivative) throw new Error(render(derivative.refused));
  return derivative;
}

describe('what is derived is the known derivative, and holds where it is written into the note', () => {
  it('has at least 120 functions, each with a source', () => {
    expect(functions.length).toBeGreaterThanOrEqual(120);
    expect(new Set(functions.map(({ title }) => title)).size).toBe(functions.length);
    for (const { source } of functions) expect(source).not.toBe('');
  });

  it.each(functions.map((known) => [known.title, known] as const))('%s', async (_, known) => {
    const derivative = await derivativeOf(known);
    expect(known.forms).toContain(derivative.tex);
    const text = noteOf(known);
    const added = stepsOf(`${text}\n\n${written(derivative)}`).slice(stepsOf(text).length);
    expect(added).toHaveLength(derivative.rows.length);
    for (const { verdict, lhs, rhs, reason } of added) expect(verdict, `${lhs} = ${rhs}: ${render(reason)}`).toBe('holds');
  });
});
