import { join } from 'node:path';
import type { SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import type { ExportTarget } from '../station/shell.ts';

/** Asks where a file should go. Null when the person cancels; rejects when `signal` aborts while the dialog is open. */
export async function chooseExportTarget(
  name: string,
  folder: string,
  signal: AbortSignal,
  ask: (options: SaveDialogOptions) => Promise<SaveDialogReturnValue>,
): Promise<ExportTarget | null> {
  signal.throwIfAborted();
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const answer = await ask({
    title: 'Export',
    defaultPath: join(folder, name),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  signal.throwIfAborted();
  return answer.canceled || answer.filePath === '' ? null : { path: answer.filePath, download: null };
}
