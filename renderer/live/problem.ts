/** What went wrong as one sentence for a person. Errors of the contract carry theirs as the message. */
export function problemText(problem: unknown): string {
  if (problem instanceof Error && problem.message !== '') return problem.message;
  return 'Something went wrong in the station. Try again.';
}
