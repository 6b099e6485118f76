import { describe, expect, it } from 'vitest';
import { r } from '../../../src/core/latex/notation.ts';
import { plain } from '../../../src/core/latex/plain.ts';

describe('the text of a stretch for a report', () => {
  it.each([
    [r`a + b`, r`a + b`, 'nothing to do'],
    [r`a \\ & \quad + b \nonumber`, r`a   \quad + b`, 'marks of layout go'],
    [r`a \tag{1} \label{eq:x}`, 'a', 'numbers go'],
    [r`a \\[4pt] + b`, 'a  + b', 'row ends with space go'],
    [r`\begin{cases} 1 & x \\ 0 & y \end{cases}`, r`\begin{cases} 1 & x \\ 0 & y \end{cases}`, 'cells of cases stay'],
    [r`A \& B`, r`A \& B`, 'an escaped sign stays'],
  ])('%s', (tex, expected, _why) => {
    expect(plain(tex, { start: 0, end: tex.length })).toBe(expected);
  });
});
