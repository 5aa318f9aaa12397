/** Why a command cannot be done, in words for an operator. */
export class Refused extends Error {
  constructor(
    message: string,
    /** 2: the command is wrong */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}
