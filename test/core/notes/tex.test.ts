import { describe, expect, test } from 'vitest';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { reads } from './spans.ts';

const r = String.raw;

describe('the math of a LaTeX file', () => {
  const noted = '\\begin{flalign}\n a &= b \\\\\n &= c & \\comment{By $\\vec y$ rows.}{for all $i$}\n\\end{flalign}';
  const parbox = '$$\na\n\\parbox{3cm}{where for\n$x_{\\hat\\imath}$ we know that\n}\n$$';
  reads('tex', [
    [r`\title{On $x$}\begin{document}$y$\end{document}$z$`, ['inline $y$'], 'the body only'],
    [
      r`a $x$ and \(y\), \[ z \] and $$ w $$`,
      [r`inline $x$`, r`inline \(y\)`, r`display \[ z \]`, r`display $$ w $$`],
      'a file that is all body',
    ],
    [r`costs $5 and $10 or \$7`, [r`inline $5 and $`], 'no prices in LaTeX'],
    ['% $x$\n\\% $y$ % $z$\n$a % $\n$', ['inline $y$', 'inline $a % $\n$'], 'comments'],
    [r`\verb|$x$| \lstinline!$y$! $z$`, ['inline $z$'], 'verbatim in a line'],
    [r`\begin{verbatim}$x$\end{verbatim}\begin{comment}\[\end{comment}$z$`, ['inline $z$'], 'verbatim environments'],
    [
      '\\begin{align}\na \\\\[2pt]\n\\text{if $x_{i}$}\n\\end{align}',
      ['display \\begin{align}\na \\\\[2pt]\n\\text{if $x_{i}$}\n\\end{align}'],
      'math within text within math',
    ],
    [noted, [`display ${noted}`], 'math and words within an argument within math'],
    [parbox, [`display ${parbox}`], 'the same over lines'],
    [
      '\\begin{align}\na\n\nby $x$ we have\n\n\\[ b \\]\n\\end{align}',
      ['unclosed \\begin{align}', 'inline $x$', 'display \\[ b \\]'],
      'math within words is none within an argument',
    ],
    ['$a \\hbox{ if $x$}$', ['inline $a \\hbox{ if $x$}$'], 'a box of text'],
    ['$a$$b$', ['inline $a$', 'inline $b$'], 'formulas that touch'],
    ['\\[\na \\\\\n~~~~b\n\\]', ['display \\[\na \\\\\n~~~~b\n\\]'], 'space at the start of a line'],
    [
      r`\begin{math}x\end{math} \begin{displaymath}y\end{displaymath}`,
      [r`inline \begin{math}x\end{math}`, r`display \begin{displaymath}y\end{displaymath}`],
      'the long forms',
    ],
    ['a \\\\[4pt] b $x$', ['inline $x$'], 'a row end with space is no display'],
    ['open $x\n\n$y$', ['unclosed $', 'inline $y$'], 'a paragraph ends inline math'],
    ['\\[ x\n\n\\[ y \\]', ['unclosed \\[', 'display \\[ y \\]'], 'a display that is never closed'],
    [r`\section{On $x$}`, ['inline $x$'], 'in a title'],
  ]);
});

test('headings, paragraphs and macro definitions', () => {
  const text = [
    r`\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}} % \newcommand{\no}{}`,
    r`\DeclareMathOperator*{\softmax}{softmax} \let\eps=\varepsilon \def\T{^\top}`,
    r`\begin{document}`,
    r`Intro $a$`,
    r`\[ b \] goes on.`,
    '',
    r`\section*[short]{Long $c$}\renewcommand\pd{d}`,
    'x % note',
    r`\item y`,
    r`\subsubsection{Deep}`,
  ].join('\r\n');
  const note = readNote([{ text, format: 'tex' }]);
  const paragraphs = [...new Set(note.items.flatMap((item) => (item.kind === 'heading' ? [] : [item.paragraph])))];
  const shown = note.items.map((item) => {
    if (item.kind === 'heading') return `${item.level} ${text.slice(item.range.start, item.range.end)}`;
    return `p${paragraphs.indexOf(item.paragraph)} ${(item.kind === 'math' ? item.span.tex : item.text).trim()}`;
  });
  expect(shown).toEqual([
    'p0 Intro',
    'p0 a',
    'p0 b',
    'p0 goes on.',
    r`2 \section*[short]{Long $c$}`,
    'p1 Long',
    'p1 c',
    'p2 x',
    'p3 y',
    r`4 \subsubsection{Deep}`,
    'p4 Deep',
  ]);
  expect(note.macroSources.map(({ tex }) => tex)).toEqual([
    r`\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}`,
    r`\DeclareMathOperator*{\softmax}{softmax}`,
    r`\let\eps=\varepsilon`,
    r`\def\T{^\top}`,
    r`\renewcommand\pd{d}`,
  ]);
  for (const { tex, range } of note.macroSources) expect(text.slice(range.start, range.end)).toBe(tex);
});
