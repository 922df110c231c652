/** A mistake in what the user gave: one line on standard error, exit 2, nothing half-written. */
export class UserProblem extends Error {
  override readonly name = 'UserProblem';
}

/** Sentence for a file that cannot be read or written, from Node's error. */
export function fileProblem(file: string, error: unknown): UserProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const sentences: Record<string, string> = {
    ENOENT: 'there is no such file or folder: check the path',
    EISDIR: 'this is a folder: name a file',
    EEXIST: 'this is a file, expected a folder: choose another name',
    ENOTDIR: 'a part of this path is not a folder: check the path',
    EACCES: 'permission denied: choose a file that you may use',
    EROFS: 'the file system is read-only: choose another folder',
    ENAMETOOLONG: 'the name is too long: choose a shorter one',
    ELOOP: 'the symbolic links lead in a circle: check the path',
    ENOSPC: 'the disk is full: make room and try again',
  };
  return new UserProblem(
    `${file === '' ? "''" : file}: ${sentences[code] ?? (error instanceof Error ? error.message : String(error))}`,
  );
}
