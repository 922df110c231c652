/** Why a user's file cannot be used: where in it (a line, a path such as `injects[2].afsr`), and a sentence. */
export interface FileProblem {
  readonly place: string;
  readonly problem: string;
}
