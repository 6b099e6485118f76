import type { MessageId } from '../text/message.ts';

/** Why a place of a formula could not be read. */
export type HoleReason =
  | 'nothing-there'
  | 'nested-too-deeply'
  | 'macro-too-large'
  | 'unexpected-sign'
  | 'unknown-command'
  | 'unclosed-bracket'
  | 'unclosed-environment'
  | 'accent-over-formula'
  | 'unknown-order';

/** What a person is told of each; the offending text is in the parameters `sign` or `name`. */
export const holeMessages: Readonly<Record<HoleReason, MessageId>> = {
  'nothing-there': 'unread',
  'nested-too-deeply': 'unread',
  'macro-too-large': 'unread',
  'unexpected-sign': 'unread-operator',
  'unknown-command': 'unread-function',
  'unclosed-bracket': 'unread-brackets',
  'unclosed-environment': 'unread-brackets',
  'accent-over-formula': 'unread-scripts',
  'unknown-order': 'unread-scripts',
};
