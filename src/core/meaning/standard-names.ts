/** Names of functions of a number that need no definition, with the names of these in the table. */
export const standardNames: ReadonlyMap<string, string> = new Map([['\\sigma', 'sigmoid']]);
