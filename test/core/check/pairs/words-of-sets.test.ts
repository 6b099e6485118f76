import { type Pair, pairs } from './support.ts';

const r = String.raw;

/** Scores of the words of a vocabulary by what the set of them is called; `o` is one word. */
function skipGram(set: string, said = ''): string {
  return r`$v_c$ is the center word, $u_w$ are the outside vectors${said}. $y$ is one-hot, $y_o = 1$ for the true outside word $o$.

$$\hat y_w = \frac{\exp(u_w^\top v_c)}{\sum_{x \in ${set}} \exp(u_x^\top v_c)}, \quad J = -\log(\hat y_o)$$

`;
}

const listed = r`, the columns of $U = [u_1, \dots, u_V]$`;

const rows: readonly Pair[] = [
  [
    r`${skipGram('Vocab')}$$\frac{\partial J}{\partial v_c} = -u_o + \sum_{w \in Vocab} \hat y_w u_w$$`,
    r`${skipGram('Vocab')}$$\frac{\partial J}{\partial v_c} = u_o - \sum_{w \in Vocab} \hat y_w u_w$$`,
    'a set by a word that has the letter of the label in it',
  ],
  [
    r`${skipGram('Vocab', listed)}$$\frac{\partial J}{\partial v_c} = -u_o + \sum_{w \in Vocab} \hat y_w u_w$$`,
    r`${skipGram('Vocab', listed)}$$\frac{\partial J}{\partial v_c} = u_o + \sum_{w \in Vocab} \hat y_w u_w$$`,
    'a list of all does not make a part of the set',
  ],
  [
    r`${skipGram(r`\mathcal V`, listed)}$$\frac{\partial J}{\partial v_c} = -u_o + \sum_{w \in \mathcal V} \hat y_w u_w$$`,
    r`${skipGram(r`\mathcal V`, listed)}$$\frac{\partial J}{\partial v_c} = -u_o + \sum_{w \in \mathcal V} u_w$$`,
    'nor of one by a letter',
  ],
];

pairs('sets by words', rows);
