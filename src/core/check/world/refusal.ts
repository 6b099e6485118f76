import { Misfit, TooLarge } from '../../engine/tape.ts';
import { type Message, type MessageId, message } from '../../text/message.ts';

/** Why something could not be evaluated. */
export interface Refusal {
  readonly refused: Message;
}

/** Thrown by the rules and caught by `attempt` alone: a value without a stack, since refusing is no error. */
export class Refused {
  readonly why: Message;
  constructor(id: MessageId, params: Message['params'] = {}) {
    this.why = message(id, params);
  }
}

/** Whether a result is a refusal. */
export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result;
}

/** What something works out to, or why it does not. The values of a node are worked out when they are first asked for, and may be too many then. */
export function attempt<T>(find: () => T): T | Refusal {
  try {
    return find();
  } catch (error) {
    if (error instanceof Refused) return { refused: error.why };
    if (error instanceof Misfit) return { refused: message('no-shapes') };
    if (error instanceof TooLarge) return { refused: message('too-large-formula') };
    throw error;
  }
}
