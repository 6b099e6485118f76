import { r } from '../notation.ts';

/** Commands that say how a formula looks and nothing of what it means; they are gone before anything is read. */

const commands = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Space that parts two formulas on one line. */
export const wideSpaces = commands(r`\quad \qquad \hfill \hfil`);

/** Space inside one formula. */
export const thinSpaces = commands(r`\enspace \thinspace \medspace \thickspace \enskip \space \nobreakspace`);

/** Commands without arguments. */
export const silent = commands(
  r`\displaystyle \textstyle \scriptstyle \scriptscriptstyle \limits \nolimits \nonumber \notag \mathstrut \strut \negthinspace \negmedspace
    \negthickspace \nobreak \allowbreak \break \hline \centering \small \large \Large \normalsize \tiny \scriptsize \footnotesize \noindent
    \bigskip \medskip \smallskip \relax \protect \unskip \ignorespaces \displaylimits \checkmark \qed \qedhere \blacksquare`,
);

/** Commands that only dress the group behind them; it keeps their place in the text. */
export const wrappers = commands(
  r`\boxed \fbox \cancel \bcancel \xcancel \sout \phase \mathclap \mathllap \mathrlap \clap \llap \rlap \smash \ensuremath \mathop \mathrel
    \mathbin \mathord \mathopen \mathclose \mathpunct \mathinner \textcolor \colorbox \fcolorbox \href \class \cssId \style \htmlClass \htmlId`,
);

/** Commands dropped together with so many arguments. */
export const silentWithArguments: ReadonlyMap<string, number> = new Map([
  [r`\label`, 1],
  [r`\tag`, 1],
  [r`\eqref`, 1],
  [r`\ref`, 1],
  [r`\cite`, 1],
  [r`\color`, 1],
  [r`\textcolor`, 1],
  [r`\colorbox`, 1],
  [r`\phantom`, 1],
  [r`\hphantom`, 1],
  [r`\vphantom`, 1],
  [r`\href`, 1],
  [r`\htmlClass`, 1],
  [r`\htmlId`, 1],
  [r`\class`, 1],
  [r`\cssId`, 1],
  [r`\style`, 1],
  [r`\require`, 1],
  [r`\vspace`, 1],
  [r`\mspace`, 1],
  [r`\footnote`, 1],
  [r`\fcolorbox`, 2],
]);

/** Space of a given length: `\hspace{1cm}`. */
export const measuredSpaces = commands(r`\hspace \hskip \kern \mkern \mskip`);

/** `\left(` and its like: what stands behind them is a bracket of the given hand. */
export const sizings: ReadonlyMap<string, 'left' | 'right' | 'middle' | 'open' | 'close' | 'either'> = new Map([
  [r`\left`, 'left'],
  [r`\right`, 'right'],
  [r`\middle`, 'middle'],
  ...['big', 'Big', 'bigg', 'Bigg'].flatMap((size): [string, 'open' | 'close' | 'middle' | 'either'][] => [
    [`\\${size}l`, 'open'],
    [`\\${size}r`, 'close'],
    [`\\${size}m`, 'middle'],
    [`\\${size}`, 'either'],
  ]),
]);

/** Brackets by spelling: the plain character and the hand; a bar opens and closes alike. */
export const delimiters: ReadonlyMap<string, readonly [char: string, hand: 'open' | 'close' | 'bar']> = new Map([
  ['(', ['(', 'open']],
  [')', [')', 'close']],
  ['[', ['[', 'open']],
  [']', [']', 'close']],
  [r`\lparen`, ['(', 'open']],
  [r`\rparen`, [')', 'close']],
  [r`\lbrack`, ['[', 'open']],
  [r`\rbrack`, [']', 'close']],
  [r`\{`, ['{', 'open']],
  [r`\}`, ['}', 'close']],
  [r`\lbrace`, ['{', 'open']],
  [r`\rbrace`, ['}', 'close']],
  [r`\langle`, ['⟨', 'open']],
  [r`\rangle`, ['⟩', 'close']],
  [r`\lfloor`, ['⌊', 'open']],
  [r`\rfloor`, ['⌋', 'close']],
  [r`\lceil`, ['⌈', 'open']],
  [r`\rceil`, ['⌉', 'close']],
  [r`\lvert`, ['|', 'open']],
  [r`\rvert`, ['|', 'close']],
  [r`\lVert`, ['‖', 'open']],
  [r`\rVert`, ['‖', 'close']],
  ['|', ['|', 'bar']],
  [r`\vert`, ['|', 'bar']],
  [r`\|`, ['‖', 'bar']],
  [r`\Vert`, ['‖', 'bar']],
]);

/** Environments that only line formulas up: their rows are rows of the span. */
export const alignments = commands(
  'aligned align alignat alignedat flalign split gather gathered multline multlined eqnarray equation math displaymath subequations empheq',
);

/** Environments that are matrices, unless they hold equations. */
export const grids = commands('array matrix smallmatrix tabular');

/** Signs with something over or under them: `\stackrel{!}{=}`, `\underset{w}{\min}`. */
export const stacked: ReadonlyMap<string, 'over' | 'under'> = new Map([
  [r`\stackrel`, 'over'],
  [r`\overset`, 'over'],
  [r`\underset`, 'under'],
]);

/** Arrows with words on them. */
export const labelledArrows = commands(r`\xleftarrow \xrightarrow`);
