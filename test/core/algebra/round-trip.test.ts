import { describe, expect, it } from 'vitest';
import { render } from '../../../src/core/text/message.ts';
import { stepsOf } from '../../support/checks.ts';
import { functions } from './functions.ts';
import { derivativeOf, noteOf, written } from './support.ts';

describe('what is derived is the known derivative, and holds where it is written into the note', () => {
  it('has at least 120 functions, each with a source', () => {
    expect(functions.length).toBeGreaterThanOrEqual(120);
    expect(new Set(functions.map(({ title }) => title)).size).toBe(functions.length);
    for (const { source } of functions) expect(source).not.toBe('');
  });

  it.each(functions.map((known) => [known.title, known] as const))('%s', async (_, known) => {
    const derivative = await derivativeOf(known);
    expect(known.forms).toContain(derivative.tex);
    const text = noteOf(known.note);
    const added = stepsOf(`${text}\n\n${written(derivative)}`).slice(stepsOf(text).length);
    expect(added).toHaveLength(derivative.rows.length);
    for (const { verdict, lhs, rhs, reason } of added) expect(verdict, `${lhs} = ${rhs}: ${render(reason)}`).toBe('holds');
  });
});
