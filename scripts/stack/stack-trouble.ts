/** The stack cannot come up, or cannot be used, for a reason that is known; the message says which, and what to do. */
export class StackTrouble extends Error {
  override name = 'StackTrouble' as const;
  /** 2: a setting is wrong; 3: something that is needed does not answer. */
  readonly exitCode: 2 | 3;
  constructor(message: string, exitCode: 2 | 3, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
