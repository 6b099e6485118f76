import { cover } from '../../text/range.ts';
import { type Prefix, r } from '../notation.ts';
import { symbol } from './symbols.ts';

/** Operators with no meaning here: an opaque name for them would turn a formula into another one. */
const unknownOperators = new Set(
  r`\cup \cap \setminus \wedge \vee \land \lor \neg \lnot \oplus \ominus \bigcup \bigcap \bigoplus \bigotimes \exists \ast \wr \amalg \star \diamond \lim \atop \choose \middle \right \left \begin \end \item \hbox \bmod \mod \pmod \pod \gcd \lcm`.split(
    ' ',
  ),
);

/** `\Pr` is a name like any other. */
export const names: Prefix = {
  fixity: 'prefix',
  triggers: [r`\Pr`],
  read: (_, { text, start, end }) => ({ kind: 'symbol', letter: text, face: 'upright', accents: [], range: { start, end } }),
  examples: [[r`\Pr(x|y)`, r`(call upright:\Pr (() (list | x y)))`]],
};

/** What no record reads: an unknown command without arguments is an opaque name, anything else a hole. */
export const unread: Prefix = {
  fixity: 'prefix',
  triggers: [],
  read(reader, trigger) {
    if (trigger.kind !== 'command') return reader.hole(trigger, 'unexpected-sign', { sign: trigger.text });
    if (reader.peek()?.kind !== '{' && !unknownOperators.has(trigger.text) && !trigger.text.startsWith('\\not'))
      return symbol(reader, trigger.text, trigger);
    while (reader.peek()?.kind === '{' && reader.span() !== undefined);
    return reader.hole(cover(trigger, reader.behind), 'unknown-command', { name: trigger.text });
  },
  examples: [
    [r`\loss + 1`, r`(sum + \loss + 1)`],
    [r`\pd{L}{w} x`, '(product ? x)'],
    [r`A \cup B`, '(product A ? B)'],
    [r`x \bmod 2`, '(product x ? 2)'],
    ['a ? b', '(product a ? b)'],
  ],
};

/** A macro whose expansion went past the limit. */
export const failure: Prefix = {
  fixity: 'prefix',
  triggers: [],
  read: (reader, trigger) => reader.hole(trigger, 'macro-too-large', { name: trigger.text }),
  examples: [],
};
