import { describe, expect, it } from 'vitest';
import { trainerOf } from './support.ts';

const r = String.raw;
const network = r`$a_j = \sum_i w_{ji} x_i + b_j$, $h_j = \tanh(a_j)$, $y = \sum_j v_j h_j$, $E = \frac12 (y - t)^2$.

$$\delta = \frac{\partial E}{\partial y} = y - t$$

$$\frac{\partial E}{\partial v_j} = \delta h_j$$
`;
const numbers = r`
$x_1 = 1$, $x_2 = -1$, $t = 0.5$

$$w = \begin{pmatrix} 0.5 & 0.7 \\ -0.9 & -0.3 \end{pmatrix}, \quad b = \begin{pmatrix} 0.1 \\ 0.3 \end{pmatrix}, \quad v = \begin{pmatrix} 0.4 \\ -0.6 \end{pmatrix}$$
`;

/** The rows of the worked example of a note. */
function rowsOf(note: string): readonly string[] {
  const trainer = trainerOf(note);
  const [goal] = trainer.goals;
  const found = goal && trainer.example(goal);
  return (found?.rows ?? []).map(
    ({ tex, shown, computed, isBlamed }) => `${tex} ${shown} ${Number(computed.toFixed(4))}${isBlamed ? ' wrong' : ''}`,
  );
}

describe('a worked example is run from the numbers of the notes', () => {
  it.each([
    // what is worked out                          rows                                             why this row
    [r`$a_1 = -0.1$, $a_2 = -0.3$`, ['a_1 -0.1 -0.1', 'a_2 -0.3 -0.3'], 'sums'],
    [r`$h_1 = \tanh(-0.1) = -0.0997$`, ['h_1 -0.0997 -0.0997'], 'what is rounded on the way is not, here'],
    [r`$y = 0.1349$ and $E = 0.0666$`, ['y 0.1349 0.1349', 'E 0.0666 0.0666'], 'the loss'],
    [r`$\frac{\partial E}{\partial v_1} = \delta h_1 = 0.0364$`, [r`\frac{\partial E}{\partial v_1} 0.0364 0.0364`], 'a gradient'],
    [
      r`$\frac{\partial E}{\partial v_1} = \delta h_1 = 0.0864$`,
      [r`\frac{\partial E}{\partial v_1} 0.0864 0.0364 wrong`],
      'one that is worked out wrongly',
    ],
  ])('%s', (worked, rows) => {
    expect(rowsOf(`${network}${numbers}\n${worked}\n`)).toEqual(rows);
  });

  it('what can not be worked out is taken as it is shown', () => {
    const note = r`$y_j = \frac{1}{1 + e^{-a_j}}$, $a_j = \sum_i w_{ji} x_i$, $E = \frac12 \sum_j (y_j - t_j)^2$. $\delta_j = \frac{\partial E}{\partial a_j} = (y_j - t_j) y_j (1 - y_j)$

$$\delta_1 = (y_1 - t_1) y_1 (1 - y_1) = (0.44 - 1) \cdot 0.44 \cdot (1 - 0.44) = -0.138$$`;
    expect(rowsOf(note)).toEqual([r`\delta_1 -0.138 -0.138`]);
  });

  it.each([
    // what is worked out                                                 likeness    why this row
    [r`$\frac{\partial E}{\partial v_1} = \delta h_1 = 0.0364$`, 'same', 'to the digits that are shown'],
    [r`$\frac{\partial E}{\partial v_1} = \delta h_1 = 0.036$`, 'same', 'fewer digits'],
    [
      r`$\delta = -0.4$, $\frac{\partial E}{\partial v_1} = \delta h_1 = -0.4 \cdot -0.0997 = 0.0399$`,
      'rounded',
      'worked out from a number that was rounded',
    ],
    [r`$\frac{\partial E}{\partial v_1} = \delta h_1 = 0.0464$`, 'wrong', 'a digit that rounding does not make'],
  ])('%s is %s', (worked, likeness) => {
    const trainer = trainerOf(`${network}${numbers}\n${worked}\n`);
    const [goal] = trainer.goals;
    expect(goal && trainer.example(goal)?.rows.at(-1)?.likeness).toBe(likeness);
  });

  it('every node has its value and its adjoint, with what the notes say of them', () => {
    const worked = r`$a_1 = -0.1$, $y = 0.135$, $E = 0.067$, $\delta = -0.365$, $\delta h_1 = 0.036$`;
    const trainer = trainerOf(`${network}${numbers}\n${worked}\n`);
    const [goal] = trainer.goals;
    const nodes = (goal && trainer.example(goal)?.nodes) ?? [];
    const number = (value: number | undefined): string => (value === undefined ? '-' : String(Number(value.toFixed(4))));
    expect(
      nodes.map(
        ({ tex, value, adjoint, inNotes }) => `${tex} ${[value, inNotes.value?.shown, adjoint, inNotes.adjoint?.shown].map(number)}`,
      ),
    ).toEqual([
      'a_1 -0.1,-0.1,-0.1446,-',
      'a_2 -0.3,-,0.2005,-',
      'h_1 -0.0997,-,-0.146,-',
      'h_2 -0.2913,-,0.219,-',
      'y 0.1349,0.135,-0.3651,-0.365',
      'E 0.0666,0.067,1,-',
    ]);
  });

  it('what is said again is listed once', () => {
    expect(rowsOf(`${network}${numbers}\n$a_1 = -0.1$\n\nAgain: $a_1 = -0.1$, $a_2 = -0.3$\n`)).toEqual(['a_1 -0.1 -0.1', 'a_2 -0.3 -0.3']);
  });

  it('where there are no numbers there is none', () => {
    expect(rowsOf(network)).toEqual([]);
  });
});
