/** A sentence for a person as data: an id into `messages` and what to fill in. */
export interface Message {
  readonly id: MessageId;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Every sentence that Backproof says about a note, with `{name}` where a parameter goes. */
export const messages = {
  // problems: text that could not be read
  'unclosed-math': 'the `{delimiter}` opened here is never closed',
  'bad-notebook': 'this is not a notebook: {detail}',
  'no-cells': 'this notebook has no list of cells',
  // why a step could not be decided: a part that was not understood
  unread: 'a part of this step was not understood',
  'unread-gradient': 'gradients of whole vectors and matrices are not read yet',
  'unread-matrix': 'written-out matrices are not read yet',
  'unread-whole': '{name} stands for a whole vector or matrix, and matrix notation is not read yet',
  'unread-gradient-name': 'a differential such as {name} is not read yet',
  'unread-list': 'a list of formulas has no single value',
  'unread-words': 'the words “{words}” in the formula are not understood',
  'unread-dots': 'the dots leave out what they stand for',
  'unread-relation': 'there is a relation where a value is needed',
  'unread-condition': 'the condition is not understood',
  'unread-scripts': 'these sub- or superscripts are not understood',
  'unread-subscript': 'this subscript is not understood',
  'unread-transpose': 'transposes are not read yet',
  'unread-symbol': 'the symbol {name} is not read yet',
  'no-shapes': 'how the vectors and matrices here fit together is not understood',
  'shapes-differ': 'the shapes of the two sides, or of the factors, do not fit',
  'other-layout': 'this is right if derivatives are laid out the other way, which nothing else in the note tells',
  'no-slip': 'the sides differ as they are read here, but no small change makes them equal, so the notation may be meant otherwise',
  'one-branch': 'this holds where {part}, which the words in front of it may say',
  'lost-differential': 'the sides agree if the quotients of names are derivatives that have lost their signs',
  'after-approximation': 'the chain is an approximation before this step, so this may be one too',
  'total-derivative': 'the chain tells total from partial derivatives, which are not told apart here',
  'held-partially': 'the sides agree if {name}, which depends on what is differentiated by, is held fixed',
  'says-parameter': 'both sides agree where {name} is a variable of the function beside the one that is differentiated by',
  'held-fixed': 'words near by keep a name fixed, and the sides agree if that is {name}',
  'loose-update': 'the words around this update leave out a factor or a sum, so what it should follow is not known',
  'unclear-shape': 'whether {name} is a number, a vector or a matrix cannot be told',
  'strained-reading': 'this fits together only if it is read otherwise than written',
  'unread-infinity': 'infinity is not a number',
  'unread-brackets': 'these brackets are not understood',
  'unread-sign': 'a sign that stands for two values claims nothing definite',
  'unread-product': 'the product {sign} is not read yet',
  'unread-call': 'this application of a function is not understood',
  'unread-function': 'the function {name} is not read yet',
  'unread-operator': 'this operator is not read yet',
  'unread-sum': 'what this sum runs over is not understood',
  'unread-operand': 'what is differentiated here is not understood',
  'unread-update': 'what this update should follow is not known',
  // why a step could not be decided: it has no value
  'too-many-values': 'an index here has too many values to try them all',
  'too-large-formula': 'this formula is too large to evaluate',
  'out-of-budget': 'the work allowed for this note ran out before this step',
  'unbound-index': 'an index here is neither summed over nor on the other side',
  'out-of-range': 'an index here lies outside of its range',
  circular: '{name} is defined by itself',
  'function-without-argument': '{name} is a function and has no argument here',
  'order-too-high': 'derivatives of such a high order are not evaluated',
  'derivative-of-many': 'a prime on {name} does not say by which of its arguments',
  'argument-count': '{name} is defined with another number of arguments',
  'too-few-points': 'there are too few points at which both sides have a value',
  'holds-where-positive': 'the sides agree where {name} is positive, which is not said here',
  'both-vanish': 'both sides vanish at every point, which proves nothing',
  'close-call': 'the two sides are too close to tell them apart',
  'over-prose': 'whether this goes on with the sentence in front or with the formula above cannot be told',
  'gap-before': 'the member before was not understood, so a slip may lie in the gap',
  'unknown-symbol': '{name} is defined nowhere, so what is meant cannot be told',
  'unread-meaning': 'a later meaning of {name} was not understood, so which one is meant cannot be told',
  'unread-recurrence': '{name} is defined step by step, which is not read yet',
  'unknown-function': 'a function here is defined nowhere, so what is meant cannot be told',
  'unread-colon': 'the words or the condition in front of the colon are not understood',
  'small-change': '{name} may be meant as a small change, so that this holds nearly',
  'no-path': 'nothing that the notes define leads from {name} to what is differentiated',
  'loose-ends': 'how {name} depends on what it is differentiated by is defined nowhere',
  'needs-values': 'the values of the symbols on the other side are not read yet',
  'coarse-numbers': 'this is right only if a number with fewer digits was rounded',
  'equation-to-solve': 'this may be an equation to be solved, not a claim',
  // verdicts
  'says-definition': 'introduces {name}',
  'says-assignment': 'gives this a new value',
  'says-restated': 'repeats the definition of {name}',
  'says-redefinition': 'gives {name} a new meaning from here on',
  'says-assumption': 'restricts what follows',
  'says-nothing': 'states nothing that can be true or false',
  'says-holds': 'both sides agree at every point',
  'says-any-loss': 'both sides agree for every loss; with this {name} both vanish',
  'says-implied-sum': 'both sides agree, the product of derivatives read as summed over {letter}',
  'says-other-meaning': 'both sides agree with the other meaning that the section gives {name}',
  'says-came-back': 'agrees with the head of the chain again, after the slip before it',
  'says-holds-assuming': 'both sides agree if {assumption}',
  'says-rounded': 'right to the digits shown',
  'says-values': 'puts numbers for the symbols',
  'says-carried': 'right within the rounding of the numbers it is worked out from',
  'says-exact': 'exact',
  'says-update': 'descends along the gradient',
  'says-mismatch': 'the two sides differ',
  'says-arithmetic': 'this works out to {value}, not to {shown}',
  // diagnoses
  'slip-sign': 'the sign is wrong',
  'slip-missing-factor': 'the factor {part} is missing',
  'slip-extra-factor': 'the factor {part} does not belong here',
  'slip-wrong-index': 'the index should be {part}',
  'slip-missing-term': 'the term {part} is missing',
  'slip-extra-term': 'the term {part} does not belong here',
  'slip-exponent': 'the exponent should be {part}',
  'slip-swapped': '{part} and {other} are swapped',
  'slip-wrong-variable': 'this should be {part}',
  'slip-missing-sum': 'the sum over {part} is missing',
  'slip-missing-indicator': 'this holds only where {part}',
  'slip-transposed': '{part} has to be transposed here',
  'slip-not-transposed': '{part} must not be transposed here',
  'slip-entry': 'this is the only entry that is not what it should be',
  'slip-symmetric': '{part} takes the matrix for symmetric; without that it is the sum with its transpose',
  'slip-order': '{part} and {other} are in the wrong order',
  'slip-batch-sum': 'the sum over the {part} is missing',
  'slip-duplicated-text': 'the formula is written twice',
  'slip-no-dependence': 'nothing leads from the one to the other, so this derivative is zero',
  'slip-other': 'this does not equal what it is said to equal',
  // what an editor says of a checked step
  'step-holds': 'This step holds.',
  'step-holds-assuming': 'This step holds under an assumption.',
  'step-mismatch': 'This step does not hold.',
  'step-rounded': 'This number is right to the digits shown.',
  'step-undetermined': 'This step was not decided.',
  'step-definition': 'A definition.',
  'step-assumption': 'An assumption.',
  'step-not-a-claim': 'This states nothing to check.',
  'compared-points': 'Both sides agree at {points} points.',
  'compared-and-proved': 'Both sides agree at {points} points and by algebra.',
  'witness-engine': '{place}your right side gives {rhs}, the engine {lhs}',
  'witness-sides': '{place}the left side is {lhs}, your right side {rhs}',
  'witness-place': 'at {values}: ',
  'assumption-stated': 'stated in the note',
  'assumption-unstated': 'not stated in the note',
  assuming: 'Assuming',
  'not-read': 'Not read:',
  yours: 'Yours:',
  'read-as': 'Read as:',
  repair: 'Verified repair:',
  repairs: 'Verified repairs:',
  'replace-with': 'Replace with {tex}',
  'too-large': 'this file is larger than {limit} MB and was not checked',
} as const;

export type MessageId = keyof typeof messages;

export function message(id: MessageId, params: Message['params'] = {}): Message {
  return { id, params };
}

/** The sentence of a message in the language of the table. */
export function render({ id, params }: Message): string {
  return messages[id].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Text that could not be read: neither a wrong step nor a bug of ours. */
export interface Problem {
  /** Index of the part in the note. */
  readonly part: number;
  readonly range: { readonly start: number; readonly end: number };
  readonly message: Message;
}
