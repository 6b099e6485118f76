import { describe, expect, it } from 'vitest';
import { r } from '../../../src/core/latex/notation.ts';
import { emptyMacros, readMath } from '../../../src/core/latex/read-math.ts';
import { describeStatement } from './s-expression.ts';

const read = (tex: string) => readMath(tex, { macros: emptyMacros }).statements.map((statement) => describeStatement(tex, statement));

const rows: readonly (readonly [tex: string, statements: readonly string[], why: string])[] = [
  ['a = b = c', ['a = b = c'], 'one statement, two steps'],
  [r`a = b, \quad c = d`, ['a = b', 'c = d'], 'wide space between two equations'],
  ['x = 1, y = 2; z = 3', ['x = 1', 'y = 2', 'z = 3'], 'a comma or semicolon between complete equations'],
  [r`a = b \text{ and } c = d`, ['a = b', 'c = d'], 'a word between complete equations'],
  [r`a = b \Rightarrow c = d`, ['a = b', '⇒ c = d'], 'a conclusion'],
  [r`a = b \iff c = d`, ['a = b', '⇒ c = d'], 'an equivalence'],
  [r`\begin{aligned} a &= b \\ &= c \\ d &= e \end{aligned}`, ['a = b = c', 'd = e'], 'a row that begins with a relation goes on'],
  ['a &=& b', ['a = b'], 'the two marks of eqnarray'],
  [r`y = x \\ s = t \\`, ['y = x', 's = t'], 'rows without an environment'],
  [r`a = b \\\\ c = d \newline e = f \cr g = h`, ['a = b', 'c = d', 'e = f', 'g = h'], 'other row ends'],
  [r`a = b \\[4pt] c = d`, ['a = b', 'c = d'], 'a row end with space'],
  ['= b', ['… = b'], 'a span that continues the one before it'],
  ['a = b =', ['a = b'], 'a relation with nothing behind it'],
  [r`&\Rightarrow a = b`, ['⇒ a = b'], 'an arrow at the start of a row'],
  [r`w &\leftarrow a \\ \Rightarrow w &\leftarrow b`, [r`w \leftarrow a`, r`⇒ w \leftarrow b`], 'an update concluded from another'],
  [r`\therefore \quad a = b`, ['⇒ a = b'], 'the sign therefore'],
  [r`o \Rightarrow`, ['o'], 'an arrow into the prose'],
  [r`a &= b \quad h(z) = 1 \\ &= c`, ['a = b = c', 'h(z) = 1'], 'a row goes on with the chain, not with the remark beside it'],
  [r`z &= W x, & a &= \tanh(z), \\ y &= a`, ['z = W x', r`a = \tanh(z)`, 'y = a'], 'columns of equations'],
  ['x &= 1 & y &= 2', ['x = 1', 'y = 2'], 'every second mark of alignment parts columns'],
  [r`a &= b \\ &\quad + c \\ &= d`, [r`a = b \\ &\quad + c = d`], 'a row that begins with a sign goes on with the member'],
  [r`a &= b + \\ &\quad c`, [r`a = b + \\ &\quad c`], 'a row that ends with a sign does so too'],
  [
    r`a = \left( b \right. \\ & \left. + c \right) \\ &= d`,
    [r`a = \left( b \right. \\ & \left. + c \right) = d`],
    'a bracket broken over rows',
  ],
  [r`\boxed{a = b} \\ c = d`, ['a = b', 'c = d'], 'a boxed equation'],
  [r`\begin{cases} a = b \\ c = d \end{cases}`, ['a = b', 'c = d'], 'cases used to stack equations'],
  [r`\left\{ \begin{array}{l} a = b \\ c = d \end{array} \right.`, ['a = b', 'c = d'], 'a system of equations'],
  [r`\begin{array}{rcl} x &=& y \\ z &=& w \end{array}`, ['x = y', 'z = w'], 'an array used for layout'],
  [
    r`f(x) = \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}, \quad g = 2`,
    [r`f(x) = \begin{cases} 1 & x > 0 \\ 0 & x < 0 \end{cases}`, 'g = 2'],
    'relations and row ends inside cases part nothing',
  ],
  [r`\sum_{i=1}^n x_{j=1} = y`, [r`\sum_{i=1}^n x_{j=1} = y`], 'relations in scripts part nothing'],
  [r`b_1, b_2 \in \mathbb{R}`, [r`b_1, b_2 \in \mathbb{R}`], 'a list is one member'],
  [r`j = 1, \dots, K`, [r`j = 1, \dots, K`], 'so is a list on the right'],
  [r`x_1, \dots, x_m`, [r`x_1, \dots, x_m`], 'a list alone'],
  ['x \\in \\{0, 1\\}', ['x \\in \\{0, 1\\}'], 'a comma in braces'],
  ['a := b \\triangleq c', ['a := b := c'], 'signs of definition'],
  [r`a \stackrel{(1)}{=} b \overset{\text{def}}{=} c`, ['a = b := c'], 'relations under a mark'],
  [r`a \ne b \leq c \gets d`, [r`a \neq b \le c \leftarrow d`], 'spellings of one sign'],
  ['a ＝ b， c ＝ d', ['a = b', 'c = d'], 'full-width signs'],
  ['a &lt; b', ['a < b'], 'an entity of HTML'],
  // conditions, reasons, comments
  [r`f'(x) = a, \quad x < 0`, [`f'(x) = a | if x < 0`], 'a condition behind a comma and wide space'],
  [r`g_j = x_i, \quad j \neq y_i`, [r`g_j = x_i | if j \neq y_i`], 'a restricted index'],
  [r`g_k = x, \quad k = 1, \dots, K.`, [r`g_k = x | if k = 1, \dots, K`], 'the range of an index'],
  [r`\frac{\partial p_i}{\partial z_k} = p_i, \quad i = k`, [r`\frac{\partial p_i}{\partial z_k} = p_i | if i = k`], 'equal indices'],
  [r`p_i = q, \quad r = k`, ['p_i = q', 'r = k'], 'letters that are no indices here: a statement'],
  [r`y = Wx, \quad W \in \mathbb{R}^{m}`, ['y = Wx', r`W \in \mathbb{R}^{m}`], 'a shape is a statement of its own'],
  [r`y_k \forall k = 1, \dots, K`, [r`y_k | if k = 1, \dots, K`], 'a quantifier without an equation'],
  [r`a = b \quad \forall k`, ['a = b | if k'], 'a quantified letter'],
  [r`a = b \text{ for } i = j`, ['a = b | if i = j'], 'a condition behind a word'],
  [r`a = b \quad (i \neq j)`, [r`a = b | if i \neq j`], 'a condition in brackets'],
  [r`a = b \quad (\text{chain rule})`, ['a = b | "chain rule"'], 'a reason in words'],
  [r`a = b \quad \text{using Eq. 2}`, ['a = b | "using Eq. 2"'], 'a reason without brackets'],
  ['a = b. \\quad (2)', ['a = b | "(2)"'], 'the number of an equation'],
  [r`a = b \tag{2} \label{x} \nonumber`, ['a = b'], 'a tag'],
  [r`a = b \quad \leftarrow \text{the slope}`, ['a = b | "the slope"'], 'an arrow to a remark'],
  [
    r`a = b \quad \because \frac{\partial c}{\partial w} = 0 \quad \forall r \neq k.`,
    [r`a = b | because (\frac{\partial c}{\partial w} = 0 | if r \neq k)`],
    'an equation as a reason, under its own condition',
  ],
  [r`= b \quad (\text{we used } \sum y_i = 1).`, [r`… = b | because (\sum y_i = 1) | "we used"`], 'an equation inside a remark'],
  [r`a = b \; \text{(since $c = 0$)}`, ['a = b | because (c = 0)'], 'math inside words'],
  [r`\text{Input } X \in \mathbb{R}^D`, [r`X \in \mathbb{R}^D | "Input"`], 'words in front'],
  [r`a \rightsquigarrow b = c \\ \quad \downarrow \\ d = e`, ['a', 'b = c', 'd = e'], 'signs that only part'],
  [r`\bullet a = b`, ['a = b'], 'a bullet'],
  [r`a = \text{sum of all } x`, [r`a = \text{sum of all } x`], 'words that are the right side'],
  [r`\text{dW}_j = x`, [r`\text{dW}_j = x`], 'a name set upright'],
  [
    r`a \cdot \left( \text{matrix } Z, \text{ but more} \right) = b`,
    [r`a \cdot \left( \text{matrix } Z, \text{ but more} \right) = b`],
    'words as a factor',
  ],
  ['a = b % = c\n= d', ['a = b = d'], 'a comment of TeX'],
  ['a = b.', ['a = b'], 'the full stop'],
  ['', [], 'nothing'],
  [r`\newcommand{\loss}{L} \loss = 1`, [r`\loss = 1`], 'a definition of a macro is no formula'],
];

describe('statements of a span', () => {
  it.each(rows)('%s', (tex, expected, _why) => {
    expect(read(tex)).toEqual(expected);
  });
});
